// The same layers in another library, with the same weights: what they give, and every gradient, within 1e-4 of the largest
// value of the same array. Both compute in float32, in different orders.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import * as tf from '@tensorflow/tfjs';
import {peer} from '../dist/bench/contender.mjs';

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
