// It learns: every data set to the accuracy that is right for it.
import assert from 'node:assert/strict';
import {before, test} from 'node:test';
import {each} from './harness/each.mjs';

const tasks = [
	{name: 'circle', link: '#l=layers&seed=1', epochs: 150, accuracy: 0.95},
	{name: 'xor', link: '#l=layers&data=xor&seed=1', epochs: 200, accuracy: 0.93},
	{name: 'gauss', link: '#l=layers&data=gauss&seed=1', epochs: 30, accuracy: 0.97},
	{name: 'spiral', link: '#l=layers&data=spiral&noise=0.05&inputs=x1,x2,sinx1,sinx2&layers=8,8&optimiser=adam&lr=0.01&seed=1', epochs: 400, accuracy: 0.93},
	{name: 'moons', link: '#l=layers&data=moons&layers=8,4&lr=0.1&seed=1', epochs: 200, accuracy: 0.95},
	{name: 'blobs', link: '#l=layers&data=blobs&seed=1', epochs: 150, accuracy: 0.9},
	{name: 'penguins', link: '#l=layers&data=penguins&scale=zscore&seed=1', epochs: 200, accuracy: 0.9},
];

/** Everything about a state that must not depend on the machine or the hour. */
function lasting({lesson, step, epoch, seed, link, controls, metrics, sizes, confusion}) {
	const {examplesPerSecond, ...numbers} = metrics;
	return {lesson, step, epoch, seed, link, controls, metrics: numbers, sizes, confusion};
}

each('learning', (s) => {
	let lab;
	before(async () => { lab = await s.open(); });

	for (const task of tasks) {
		test(`learns ${task.name}`, async () => {
			await lab.link(task.link);
			const start = await lab.state();
			assert.equal(start.step, 0);
			const end = await lab.send({do: 'step', unit: 'epoch', n: task.epochs});
			assert.equal(end.epoch, task.epochs);
			assert.ok(end.metrics.trainLoss < start.metrics.trainLoss, `loss ${start.metrics.trainLoss} → ${end.metrics.trainLoss}`);
			assert.ok(end.metrics.testAccuracy >= task.accuracy, `test accuracy ${end.metrics.testAccuracy}; want ${task.accuracy}`);
			assert.equal(end.panels.confusion.counts.length, end.panels.data.classes);
		});
	}

	test('the state that send gives is the one the page has', async () => {
		const sent = await lab.send({do: 'step', unit: 'batch', n: 3});
		assert.deepEqual(lasting(await lab.state()), lasting(sent));
	});

	test('plays, and may be changed while it plays', async () => {
		await lab.link('#l=layers&seed=2');
		await lab.send({do: 'play'});
		await lab.until((state) => state.playing && state.step > 20, 'twenty steps');
		const wider = await lab.send({do: 'set', name: 'layers', value: '6,5,3'});
		assert.equal(wider.controls.layers, '6,5,3');
		assert.deepEqual(wider.panels.network.sizes, [2, 6, 5, 3, 1]);
		assert.ok(wider.playing, 'a change of layers stopped it');
		await lab.until((state) => state.step > 20, 'twenty steps of the new network');
		const live = await lab.send({do: 'set', name: 'lr', value: 0.1});
		assert.equal(live.controls.lr, 0.1);
		assert.ok(live.step > 0, 'a new learning rate started again');
		const none = await lab.send({do: 'set', name: 'layers', value: ''});
		assert.deepEqual(none.panels.network.sizes, [2, 1]);
		await lab.until((state) => state.step > 20, 'twenty steps without a hidden layer');
		const stopped = await lab.send({do: 'pause'});
		assert.equal(stopped.playing, false);
		const {step} = await lab.send({do: 'set', name: 'showtest', value: 'on'});
		assert.equal(step, stopped.step, 'it went on after pause');
	});

	test('reset gives the same weights, reroll gives others', async () => {
		await lab.link('#l=layers&seed=5');
		const first = lasting(await lab.send({do: 'step', unit: 'epoch', n: 2}));
		await lab.send({do: 'reset'});
		assert.deepEqual(lasting(await lab.send({do: 'step', unit: 'epoch', n: 2})), first);
		const rolled = await lab.send({do: 'reroll'});
		assert.equal(rolled.step, 0);
		assert.notEqual(rolled.seed, first.seed);
		const other = await lab.send({do: 'step', unit: 'epoch', n: 2});
		assert.notEqual(other.metrics.trainLoss, first.metrics.trainLoss);
	});

	test('a wrong message is refused in words', async () => {
		for (const msg of [{do: 'nothing'}, {do: 'set', name: 'nothing', value: 1}, {do: 'lesson', id: 'nothing'}, {do: 'step', unit: 'year', n: 1}]) {
			await assert.rejects(lab.send(msg), (error) => error.message.length > 10, JSON.stringify(msg));
		}
	});

	test('nothing was complained of', async () => assert.deepEqual(await lab.allComplaints(), []));
});
