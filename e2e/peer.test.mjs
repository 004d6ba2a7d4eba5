// The same layers in another library, with the same weights: what they give, and every gradient, within 1e-4 of the largest
// value of the same array. Both compute in float32, in different orders.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as tf from '@tensorflow/tfjs';
import {net, peer} from '../dist/bench/contender.mjs';

const tolerance = 1e-4;

/** Numbers around 0 that are the same in every run: a linear congruential generator (Numerical Recipes), twelve a number. */
let state = 1;
function noise(n, scale = 1) {
	return Float32Array.from({length: n}, () => {
		let sum = -6;
		for (let i = 0; i < 12; i++) {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			sum += state / 2 ** 32;
		}
		return sum * scale;
	});
}

const volume = (shape) => shape.reduce((a, b) => a * b, 1);

/**
 * A layer here and there. mine is what peer takes; theirs is the layer of tfjs, its input of shape in[0] laid out as in[1]
 * permutes ours, its weights likewise, its output likewise.
 */
const cases = [
	...[[1, 1, 1], [5, 3, 7], [13, 33, 9]].map(([n, inputs, units]) => ({
		name: `dense ${inputs}→${units}, ${n} rows`,
		mine: {kind: 'dense', shape: [n, inputs], units},
		theirs: () => tf.layers.dense({units}),
		weights: [[[units, inputs], [1, 0]], [[units], [0]]],
	})),
	...[
		{size: [7, 5], kernel: 3, stride: 1, pad: 'same', channels: 2, units: 3},
		{size: [6, 6], kernel: 5, stride: 1, pad: 'same', channels: 1, units: 5},
		{size: [7, 9], kernel: 3, stride: 2, pad: 'same', channels: 3, units: 4},
		{size: [8, 6], kernel: 3, stride: 2, pad: 'same', channels: 1, units: 2},
		{size: [9, 7], kernel: 2, stride: 1, pad: 'valid', channels: 3, units: 8},
		{size: [28, 28], kernel: 5, stride: 3, pad: 'valid', channels: 1, units: 6},
	].map(({size, kernel, stride, pad, channels, units}) => ({
		name: `conv ${kernel}×${kernel} ${pad}, stride ${stride}, ${channels}→${units} planes of ${size.join('×')}`,
		mine: {kind: 'conv', shape: [3, channels, ...size], kernel, stride, pad, units},
		theirs: () => tf.layers.conv2d({filters: units, kernelSize: kernel, strides: stride, padding: pad}),
		weights: [[[units, channels, kernel, kernel], [2, 3, 1, 0]], [[units], [0]]],
		input: [0, 2, 3, 1],
		output: [0, 2, 3, 1],
	})),
	...['rnn', 'gru', 'lstm'].flatMap((kind) => [[4, 3, 2, 5], [2, 1, 1, 1], [9, 5, 7, 13]].map(([steps, n, inputs, units]) => {
		const gates = {rnn: 1, gru: 3, lstm: 4}[kind];
		const options = {units, returnSequences: true, recurrentActivation: 'sigmoid'};
		return {
			name: `${kind} ${inputs}→${units}, ${steps} steps of ${n}`,
			mine: {kind, shape: [steps, n, inputs], units},
			theirs: () => ({rnn: tf.layers.simpleRNN, gru: tf.layers.gru, lstm: tf.layers.lstm})[kind](options),
			weights: [[[inputs, gates * units], [0, 1]], [[units, gates * units], [0, 1]], [[gates * units], [0]]],
			input: [1, 0, 2],
			output: [1, 0, 2],
		};
	})),
	...[[1, 2], [5, 7], [3, 100]].map(([n, classes]) => ({
		name: `softmax of ${classes}, ${n} rows`,
		mine: {kind: 'softmax', shape: [n, classes]},
		theirs: () => tf.layers.softmax(),
		weights: [],
	})),
];

/** The permutation that undoes one. */
const inverse = (permutation) => permutation.map((_, i) => permutation.indexOf(i));

/** Computes a case there: {y, dx, grads} laid out as ours. dy has our layout and the shape of our output. */
function computed(c, x, weights, dyOf) {
	return tf.tidy(() => {
		const layer = c.theirs();
		const straight = c.mine.shape.map((_, i) => i);
		const [into, out] = [c.input ?? straight, c.output ?? straight];
		const input = tf.tensor(x, c.mine.shape).transpose(into);
		layer.apply(input); // builds it
		layer.setWeights(weights.map((w, i) => tf.tensor(w, c.weights[i][0]).transpose(c.weights[i][1])));
		const y = layer.apply(input).transpose(inverse(out));
		const dy = tf.tensor(dyOf(y.shape), y.shape).transpose(out);
		const objective = (v) => layer.apply(v).mul(dy).sum();
		const dx = tf.grad(objective)(input).transpose(inverse(into));
		const variables = layer.weights.map((w) => w.read());
		const grads = variables.length ? tf.variableGrads(() => objective(input), variables).grads : {};
		return {
			y: y.dataSync(), shape: y.shape, dx: dx.dataSync(),
			grads: variables.map((v, i) => grads[v.name].transpose(inverse(c.weights[i][1])).dataSync()),
		};
	});
}

/** Fails where got is not want. */
function same(what, got, want) {
	assert.equal(got.length, want.length, `${what}: ${got.length} values; want ${want.length}`);
	const scale = want.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
	assert.ok(scale > 0, `${what}: nothing but zeros to compare with`);
	for (let i = 0; i < want.length; i++) {
		assert.ok(Math.abs(got[i] - want[i]) <= tolerance * scale, `${what}[${i}] is ${got[i]}; want ${want[i]}`);
	}
}

for (const c of cases) {
	test(c.name, async () => {
		await tf.setBackend('cpu');
		const x = noise(volume(c.mine.shape));
		const weights = c.weights.map(([shape]) => noise(volume(shape), 0.5));
		/** @type {Float32Array} */
		let dy;
		const want = computed(c, x, weights, (shape) => (dy = noise(volume(shape))));
		const got = await peer({...c.mine, x, dy, weights});
		same('output', got.y, want.y);
		same('gradient of the input', got.dx, want.dx);
		want.grads.forEach((g, i) => same(`gradient of weights ${i}`, got.grads[i], g));
	});
}

/** What Images can build: every pooling, border, stride, activation, way around, kind of output and loss. */
const networks = [
	{name: 'as the lesson opens', blocks: '8x5p2,16x3p2'},
	{name: 'valid, strides, means', blocks: '3x3v,4x4s2p2,5x2', pool: 'average', activation: 'tanh', loss: 'squared'},
	{name: 'sums and plain outputs', blocks: '4x3p3,3x5s3', pool: 'sum', activation: 'sigmoid', plain: true},
	{name: 'plain outputs, squared', blocks: '4x3p2', activation: 'gelu', plain: true, loss: 'squared', dense: [7, 5]},
	{name: 'ways around and norm', blocks: '4x3,4x3p2,4x3,4x5,6x3', residual: true, norm: true},
	{name: 'ways around alone', blocks: '4x3,4x3p2,4x3', residual: true, activation: 'linear'},
	{name: 'norm alone', blocks: '4x3p2,5x3v', norm: true, activation: 'gelu', dense: [6]},
	{name: 'no pooling', blocks: '3x7p2,4x1', pool: 'none', activation: 'tanh'},
	{name: 'dense alone', blocks: '', dense: [9, 8]},
	{name: 'a filter for colours', blocks: '5x3p2', planes: 3},
].map((c) => ({pool: 'max', activation: 'relu', loss: 'crossentropy', residual: false, norm: false, plain: false, dense: /** @type {number[]} */ ([]), planes: 1, ...c}));

/** Blocks as the lesson writes them. @param {string} text */
const parsed = (text) => (text ? text.split(',') : []).map((part) => {
	const [, filters, size, stride, valid, pool] = /** @type {RegExpMatchArray} */ (part.match(/^(\d+)x(\d+)(?:s(\d+))?(v)?(?:p(\d+))?$/));
	return {filters: +filters, size: +size, stride: +(stride ?? 1), valid: !!valid, pool: +(pool ?? 1)};
});

const gelu = (x) => x.mul(tf.tanh(x.add(x.pow(3).mul(0.044715)).mul(Math.sqrt(2 / Math.PI))).add(1)).mul(0.5);
const bend = {relu: tf.relu, tanh: tf.tanh, sigmoid: tf.sigmoid, gelu, linear: (x) => x};

/** The shapes of the weights and biases of a network, by following its shapes. */
function shapesOf(c, side, classes) {
	const shapes = [];
	let planes = c.planes, size = side;
	for (const b of parsed(c.blocks)) {
		shapes.push([b.filters, planes, b.size, b.size], [b.filters]);
		size = b.valid ? Math.floor((size - b.size) / b.stride) + 1 : Math.ceil(size / b.stride);
		if (c.pool !== 'none') size = Math.floor(size / b.pool);
		planes = b.filters;
	}
	let width = planes * size * size;
	for (const units of [...c.dense, classes]) {
		shapes.push([units, width], [units]);
		width = units;
	}
	return shapes;
}

/** The logits there. x is (n, height, width, planes). */
function logits(c, x, weights) {
	let at = 0;
	for (const b of parsed(c.blocks)) {
		const [w, bias] = [weights[at++], weights[at++]];
		let y = tf.conv2d(x, w.transpose([2, 3, 1, 0]), b.stride, b.valid ? 'valid' : 'same').add(bias);
		if (c.norm) {
			const {mean, variance} = tf.moments(y, [1, 2, 3], true);
			y = y.sub(mean).div(variance.add(1e-5).sqrt());
		}
		if (c.residual && y.shape.join() === x.shape.join()) y = y.add(x);
		x = bend[c.activation](y);
		if (b.pool > 1 && c.pool === 'max') x = tf.maxPool(x, b.pool, b.pool, 'valid');
		if (b.pool > 1 && c.pool === 'average') x = tf.avgPool(x, b.pool, b.pool, 'valid');
		if (b.pool > 1 && c.pool === 'sum') x = tf.avgPool(x, b.pool, b.pool, 'valid').mul(b.pool * b.pool);
	}
	let row = x.transpose([0, 3, 1, 2]).reshape([x.shape[0], -1]);
	while (at < weights.length) {
		const [w, bias] = [weights[at++], weights[at++]];
		row = tf.matMul(row, w, false, true).add(bias);
		if (at < weights.length) row = bend[c.activation](row);
	}
	return row;
}

/** The loss there, a mean over the pictures. */
function cost(c, z, target) {
	const y = c.plain ? tf.sigmoid(z) : tf.softmax(z);
	if (c.loss === 'squared') return y.sub(target).square().sum().div(2 * z.shape[0]);
	if (c.plain) return tf.softplus(z).sub(target.mul(z)).sum().div(z.shape[0]);
	return tf.logSoftmax(z).mul(target).sum().neg().div(z.shape[0]);
}

for (const c of networks) {
	test(`network: ${c.name} (${c.blocks || 'no blocks'})`, async () => {
		await tf.setBackend('cpu');
		const n = 6, side = 14, classes = 4, shape = [n, c.planes, side, side], labels = Float32Array.from({length: n}, (_, i) => (3 * i + 1) % classes);
		const x = noise(volume(shape)), shapes = shapesOf(c, side, classes), weights = shapes.map((s) => noise(volume(s), s.length > 1 ? 1 / Math.sqrt(volume(s) / s[0]) : 0.3));
		const want = tf.tidy(() => {
			const input = tf.tensor(x, shape).transpose([0, 2, 3, 1]), params = weights.map((w, i) => tf.tensor(w, shapes[i]));
			const target = tf.oneHot(tf.tensor1d(Array.from(labels), 'int32'), classes).toFloat();
			const z = logits(c, input, params);
			const {value, grads} = tf.valueAndGrads((...p) => cost(c, logits(c, input, p), target))(params);
			const dx = tf.grad((v) => logits(c, v, params).slice([0, 0], [n, 1]).sum())(input).transpose([0, 3, 1, 2]);
			return {y: (c.plain ? tf.sigmoid(z) : tf.softmax(z)).dataSync(), loss: value.dataSync()[0], grads: grads.map((g) => g.dataSync()), dx: dx.dataSync()};
		});
		const flat = Float32Array.from(weights.flatMap((w) => Array.from(w)));
		const got = await net({...c, shape, classes, x, labels, weights: flat});
		same('outputs', got.y, want.y);
		assert.ok(Math.abs(got.loss - want.loss) <= tolerance * want.loss, `loss ${got.loss}; want ${want.loss}`);
		same('gradient of the pictures', got.dx, want.dx);
		let from = 0;
		want.grads.forEach((g, i) => {
			same(`gradient of weights ${i}`, got.grads.slice(from, from + g.length), g);
			from += g.length;
		});
		assert.equal(from, got.grads.length);
	});
}
