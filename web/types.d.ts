// What the parts of the page hand to each other, and what they get from the engine and the stage.

export type Value = string | number;

/** One control as a lesson declares it. */
export interface Control {
	/** Its key in links, for ever. */
	name: string;
	/** The widget. */
	kind: 'slider' | 'select' | 'choice' | 'number' | 'toggle' | 'data' | 'layers' | 'inputs' | 'kernel' | 'blocks' | 'text';
	/** Where it stands: data, seeds, network, recipe, more, transport, view, or the panel that owns it. */
	group: string;
	/** What it is to the session and to panels. */
	role?: 'seed' | 'redraw' | 'speed' | 'rate' | 'patience' | 'goal' | 'across' | 'up' | 'prompt';
	/** It says what weights begin as. */
	start?: boolean;
	/** The metric that tells what is in force, where that is not what was set. */
	shows?: string;
	min?: number;
	max?: number;
	step?: number;
	/** Hidden layers, or letters of a text, at most. */
	most?: number;
	/** How many numbers a kernel may have. */
	counts?: number[];
	/** Of a kernel's options: their numbers, row by row, each as a share of its largest. */
	sketches?: Record<string, number[]>;
	/** A value may be a choice for each layer, between commas; the last one holds for all after it. */
	each?: boolean;
	default: Value;
	log?: boolean;
	format?: 'percent';
	options?: string[];
	/** Of an essential choice: how many of its options are enough to begin with. */
	few?: number;
	effect?: 'live' | 'rebuild' | 'redata';
	/** Other controls, or facts of the data set, and the values they must have for this one to matter; '+' is any but the empty one. */
	requires?: Record<string, string[]>;
	/** Options that mean something only for some kinds of data. */
	only?: Record<string, string[]>;
}

export interface Try {
	id: string;
	/** yes, no and unsure where left out. */
	answers?: string[];
	/** What the answer is known to be. */
	right: string;
	/** What shows it: a name in the picture, or a metric. */
	evidence?: string;
}

/** The question that is asked, and how far its experiment has come. */
export interface Trial {
	at: number;
	phase: 'asked' | 'warming' | 'running' | 'told';
	guess?: string;
	/** Steps of the phase. */
	made: number;
	of: number;
	answer?: string;
	/** Metrics before the change, those that the answer was read from, and those of a second run. */
	was?: Record<string, number>;
	now?: Record<string, number>;
	rival?: Record<string, number>;
	/** Whether what is to be seen is still what the answer is about. */
	shows?: boolean;
}

/** A place for pictures. */
export interface Area {
	name: string;
	place: 'main' | 'side' | 'foot';
	look: 'net' | 'plot' | 'loss' | 'strip';
	/** On a phone it stands below the question. */
	below?: boolean;
}

export interface View {
	kind: string;
	area: string;
	bind?: Record<string, string>;
}

/** A panel of the page; bind gives its slots names of controls. */
export interface Panel {
	kind: string;
	place: string;
	bind?: Record<string, string>;
	/** On a phone it stands below the question. */
	below?: boolean;
}

/** A number that a run reports and how it is read. */
export interface Metric {
	name: string;
	format: 'share' | 'count' | 'degrees' | 'hundredths' | 'number' | 'fine';
	/** The metric that says of how many. */
	of?: string;
	/** 1 for more, −1 for less, 0 for neither. */
	better?: number;
}

export interface Lesson {
	id: string;
	/** Of the menu. */
	group: string;
	/** It opens where none is named. */
	front?: boolean;
	/** What is set otherwise than by default for those who come without a link. */
	opening?: Record<string, string>;
	/** Controls that are always in view. */
	essential?: string[];
	controls: Control[];
	areas: Area[];
	views: View[];
	panels: Panel[];
	metrics: Metric[];
	tries?: Try[];
	/** Controls in which two runs may differ. */
	compares?: string[];
	/** Pictures of the reader's own that it learns from; then all of its data are pictures. */
	takes?: Form;
	/** The pictures of the data sets do not show classes. */
	unlabelled?: boolean;
}

/** What fills a sentence: a text, a number, or what the page has a name for. */
export type Said = string | number | null | undefined | {class: number} | {axis: number; value?: string | number} | {unit: [number, number]} | {control: string; value?: Value} | {said: string};

/** A sentence of the engine or the stage. */
export interface Line {
	key: string;
	args?: Record<string, any>;
}

export interface Dataset {
	classes: number;
	/** What is learnt of a point: its class, or a value from two coordinates or from one. */
	kind: 'classes' | 'surface' | 'curve';
	real: boolean;
	/** The file in the folder data that the engine needs for it, if any. */
	file?: string;
	/** Of the file, in bytes. */
	size?: number;
	points: [number, number, number][];
	/** Of the reader's own: what a curve begins with. */
	curve?: [number, number, number][];
	/** Of pictures: what stands for them, its pixels as base64 of (planes, height, width). */
	picture?: {planes: number; height: number; width: number; pixels: string};
}

/** What pictures of the reader's own a lesson takes. */
export interface Form {
	planes: number;
	height: number;
	width: number;
	bits: number;
	most: number;
	classes?: string[];
}

/** The reader's own pictures. */
export interface Album extends Form {
	n: number;
	names: string[];
	counts: number[];
	undo: boolean;
	redo: boolean;
	linked: boolean;
}

export interface Declarations {
	lessons: Lesson[];
	datasets: Record<string, Dataset>;
}

/** What a reader wants explained, and what is looked at. */
export interface Selected {
	/** 0 for no neuron. */
	layer: number;
	unit: number;
	/** A weight, or −1. */
	in: number;
	/** A point, or −1. */
	point: number;
	/** A neuron, an input (layer 0) or, with unit −1, a column; layer −1 is nothing. */
	focus: {layer: number; unit: number};
}

/** A neuron's sum with the numbers of one point, rounded to what is to be shown. */
export interface Formula {
	point: number;
	chosen: boolean;
	class: number;
	test: boolean;
	inputs: number[];
	weights: number[];
	bias: number;
	sum: number;
	output: number;
	function: string;
	/** After the point: of the terms, the sum and the output. */
	digits: [number, number, number];
}

/** How far a training point moved a weight in the last step. */
export interface Push {
	point: number;
	by: number | null;
}

export interface Inspection {
	layer: number;
	unit: number;
	in: number;
	bias: number | null;
	weights: (number | null)[];
	activation?: number | string;
	frozen?: boolean;
	cut?: boolean;
	formula?: Formula;
	pushes: Push[];
}

/** Counts of values in bins of equal width. */
export interface Histogram {
	lo: number;
	hi: number;
	counts: number[];
}

/** How the values of an input lie before and after scaling. */
export interface Spread {
	name: string;
	before: Histogram;
	after: Histogram;
}

export interface Happening {
	type: string;
	step?: number;
	epoch?: number;
	/** Why it stopped. */
	why?: 'accuracy' | 'patience';
	/** Where it began to diverge, at which step, and how large the weights were then. */
	layer?: number;
	since?: number;
	size?: number;
	[more: string]: unknown;
}

/** A table that the reader brought, as it was understood. */
export interface Table {
	error?: string;
	separator: string;
	decimals: boolean;
	grouped: boolean;
	open: string;
	header: boolean;
	columns: {name: string; numbers: boolean; order?: boolean; unit?: string; sample: string[]}[];
	rows: number;
	chosen: {x: number; y: number; what: number; values: boolean};
	kind: 'classes' | 'surface' | 'curve';
	classes: string[];
	good: number;
	of: number;
	skipped: number;
	bad: {line: number; why: string; column?: string; at?: number; text?: string; have?: number; want?: number}[];
}

/** What the pointer does to the reader's own points. */
export interface Brush {
	tool: 'draw' | 'erase' | 'curve';
	what: number;
	wide: boolean;
	kind: string;
}

/** A second run, which differs in one control. */
export interface Compare {
	name: string;
	value: Value;
	step: number;
	epoch: number;
	metrics: Record<string, number>;
	diverged?: boolean;
}

/** What panels show, by their kinds. */
export interface Panels {
	/** Classes told apart, 0 for none; names of classes and axes are keys or, where given, texts of the reader's own; ownKind is of what the reader has drawn, ownSketch a few points of that. */
	data?: {kind?: 'classes' | 'surface' | 'curve'; classes: number; names?: string[]; axes?: {name: string; unit?: string}[]; given?: boolean; ownKind?: 'classes' | 'surface' | 'curve'; ownSketch?: [number, number, number][]};
	/** Columns: inputs, hidden layers, outputs; layer and unit of what is frozen or cut out; metrics with nothing cut out. */
	network?: {sizes: number[]; frozen?: [number, number][]; cut?: [number, number][]; whole?: Record<string, number>};
	/** The metrics that matter most here, the first one first; what is shown in the place of the epoch. */
	readouts?: {metrics: string[]; count?: number};
	confusion?: {counts?: number[][] | null; lit?: {actual: number; predicted: number} | null};
	/** The question that is asked. */
	trial?: Trial;
	inspector?: Inspection | null;
	/** What marks on the large plot mean. */
	legend?: {name: string; class: number; hollow?: boolean}[];
	spreads?: Spread[];
	/** The balls of a landscape: examples before each step, steps and examples until they were close to the bottom, the step at which they had flown off. */
	walkers?: {name: string; size: number; updates?: number; read?: number; away?: number}[];
	/** What each layer gives for the training points. */
	outputs?: Histogram[];
	/** How the plane looks to a layer. */
	space?: {at: number; layers: number; axes: {kind: string; n: number}[]; parted: number | null; before: number | null};
	compare?: Compare | null;
	/** Where the data are the reader's own. */
	own?: {n: number; most: number; counts: number[]; undo: boolean; redo: boolean; linked: boolean; table: boolean; values?: number[]} | null;
	/** Where the lesson takes pictures of the reader's. */
	album?: Album | null;
	table?: Table | null;
	/** Who of two rivals is ahead; of n fakes and n real points, those that are taken for real; where a turn stands; places without fakes, and what helps. */
	rivals?: {ahead: 'g' | 'd' | 'level' | 'none'; passed: number; believed: number; n: number; turn: string; slow: boolean; phase: number; missing: number; places: number; collapse?: string};
	/** Where it began to diverge, at which step, how large the weights were, and whether there is a way back. */
	diverged?: {back: boolean; layer?: number; since?: number; size?: number} | null;
}

/** What the engine tells of its session. Metrics and panels are those of the step. */
export interface State {
	lesson: string;
	step: number;
	epoch: number;
	playing: boolean;
	done?: boolean;
	diverged?: boolean;
	seed: number;
	link: string;
	controls: Record<string, Value>;
	metrics: Record<string, number>;
	events: Happening[];
	narrator?: Line;
	selected: Selected;
	panels: Panels;
	/** What was not understood of the link that this began with: why is lesson, key, value, limit, damaged or cut. */
	misread?: {key: string; text?: string; now?: string; why: string}[];
	/** What the last message asked for: the link with what was learned, or a file. */
	answer?: {shared?: string; file?: {whisker: string; version: number; lesson: string; link: string; step: number; epoch: number; saved: string}};
}

export interface Msg {
	do: string;
	[more: string]: unknown;
}

export interface Rect {
	x: number;
	y: number;
	w: number;
	h: number;
}

/** A tile by its centre. Units of layer 0 are the inputs, also those that are off. */
export interface Node extends Rect {
	layer: number;
	unit: number;
	/** What is not as it should be with it. */
	flag?: 'saturated' | 'silent';
}

/** A word or a number that the page writes over the picture. */
export interface Label extends Line {
	id: string;
	x: number;
	y: number;
	align: 'c' | 'l' | 'r';
	valign: 'm' | 't' | 'b';
	cls: string;
}

/** The top of a column: its centre, its top and the room it may take. */
export interface Head {
	layer: number;
	x: number;
	y: number;
	w: number;
}

export interface Layout {
	nodes: Node[] | null;
	labels: Label[] | null;
	heads: Head[] | null;
	plot?: (Rect & {range: number[]}) | null;
	edges?: number;
}

/** What lies under the pointer, told by itself. */
export interface Target {
	/** The same as long as the thing is: "neuron.2.0". */
	id: string;
	/** A word for style sheets and tests; the page asks for none. */
	kind: string;
	/** Its hint: more is what follows in grey, mark the class whose shape stands before. */
	say?: Line & {more?: string | string[]; mark?: number};
	/** The message that a press sends. */
	press?: Msg;
	/** The panel that a press opens beside it. */
	opens?: string;
	/** Where it lies, by its left upper corner, if it has an extent. */
	box?: Rect;
}

/** What the stage does with a pointer's event. */
export interface Reply {
	cursor: string;
	/** Whether the pointer is the stage's until it goes up. */
	capture: boolean;
}

/** Where and how the stage draws. */
export interface StageSetup {
	views: View[];
	areas: Record<string, Rect>;
	/** How wide the names at the right of charts are, 0 before they have been measured. */
	ends: number;
	dpr: number;
	theme: Record<string, string>;
	dark: boolean;
	phone: boolean;
	embed: boolean;
	/** Only the inputs that are on are shown, and how many more there are. */
	folded: boolean;
	/** The plot stands beside the network, as its answer. */
	beside: boolean;
	reducedMotion: boolean;
	coarse: boolean;
	contrast: boolean;
	brush: Brush | null;
}

/** What the iframe's window offers. */
export interface StageApi {
	connect(port: MessagePort): void;
	setup(setup: StageSetup): void;
	pointer(e: {type: string; x: number; y: number; id: number; pointerType: string; buttons: number; shiftKey: boolean}): Reply;
	picture(): Promise<HTMLCanvasElement | null>;
	soften(on: boolean): void;
	readonly slow: boolean;
	on: ((event: any) => void) | null;
}

/** The page's contract with embedding pages, tests and scripts. */
export interface Whisker {
	ready: Promise<void>;
	send(msg: Msg): Promise<State>;
	state(): Promise<State>;
	on(type: 'step' | 'state' | 'event' | 'error', fn: (value: any) => void): () => void;
}

declare global {
	interface Window {
		whisker: Whisker;
		/** The engine that early.js began to load, until it is taken. */
		firstEngine?: Worker;
	}
}
