// What the parts of the page hand to each other, and what they get from the engine and the stage.

export type Value = string | number;

/** One control as a lesson declares it. */
export interface Control {
	name: string;
	kind: 'data' | 'slider' | 'select' | 'layers' | 'inputs' | 'toggle';
	group: 'data' | 'recipe' | 'more' | 'network' | 'transport' | 'view';
	min?: number;
	max?: number;
	step?: number;
	/** Hidden layers, at most. */
	most?: number;
	/** A value may be a choice for each layer, between commas; the last one holds for all after it. */
	each?: boolean;
	default: Value;
	log?: boolean;
	format?: 'percent' | 'switch' | 'number' | 'int' | 'multiple';
	options?: string[];
	effect?: 'live' | 'rebuild' | 'redata';
	/** Other controls and the values they must have for this one to matter. */
	requires?: Record<string, Value | boolean | Value[]>;
	/** Options that mean something only for some kinds of data. */
	only?: Record<string, string[]>;
}

export interface Try {
	id: string;
	answers?: string[];
	right?: string;
	messages?: Msg[];
	link?: string;
}

export interface View {
	kind: string;
	area: string;
	bind?: Record<string, string>;
}

export interface Lesson {
	id: string;
	datasets: string[];
	/** A press on the plot asks what is there. */
	asks?: boolean;
	/** The pictures of the data sets do not show classes. */
	unlabelled?: boolean;
	controls: Control[];
	views: View[];
	tries?: Try[] | null;
	/** Controls in which two runs may differ. */
	compares?: string[];
}

export interface Dataset {
	classes: number;
	/** What is learnt of a point: its class, or a value from two coordinates or from one. */
	kind: 'classes' | 'surface' | 'curve';
	real: boolean;
	points: [number, number, number][];
	/** Of the reader's own: what a curve begins with. */
	curve?: [number, number, number][];
}

export interface Declarations {
	lessons: Lesson[];
	datasets: Record<string, Dataset>;
}

/** What a reader wants explained. */
export interface Selection {
	/** 0 for no neuron. */
	layer: number;
	unit: number;
	/** A weight, or −1. */
	in: number;
	/** A point, or −1. */
	point: number;
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
	header: boolean;
	columns: {name: string; numbers: boolean; sample: string[]}[];
	rows: number;
	chosen: {x: number; y: number; what: number; values: boolean};
	kind: 'classes' | 'surface' | 'curve';
	classes: string[];
	good: number;
	skipped: number;
	bad: {line: number; why: string; column?: string; text?: string; have?: number; want?: number}[];
}

/** What the pointer does to the reader's own points. */
export interface Brush {
	tool: 'draw' | 'erase' | 'curve';
	what: number;
	wide: boolean;
	kind: string;
}

/** What the engine tells of its session. Loss, accuracy and confusion are those of the step. */
export interface State {
	lesson: string;
	step: number;
	epoch: number;
	playing: boolean;
	seed: number;
	link: string;
	controls: Record<string, Value>;
	metrics: Record<string, number>;
	/** The metrics that matter most here, the first one first. */
	readouts: string[];
	events: Happening[];
	/** What is shown in the place of the epoch, where that says little. */
	count?: number;
	/** What marks on the large plot mean. */
	legend?: {name: string; class: number; hollow?: boolean}[];
	diverged?: boolean;
	canGoBack?: boolean;
	classes: number;
	sizes: number[];
	confusion?: number[][];
	/** Where the data are the reader's own. */
	own?: {n: number; most: number; counts: number[]; undo: boolean; redo: boolean; linked: boolean; table: boolean; values?: number[]};
	ownKind?: 'classes' | 'surface' | 'curve';
	table?: Table;
	/** The cell of it whose points are shown. */
	lit?: {actual: number; predicted: number};
	/** What kind of data there are. */
	kind?: 'classes' | 'surface' | 'curve';
	/** Names of the classes and of the axes, as keys or as texts of the reader's own. */
	names?: string[];
	axes?: {name: string; unit?: string}[];
	/** What each layer gives for the training points. */
	outputs?: Histogram[];
	spreads?: Spread[];
	narrator?: {key: string; args?: Record<string, Value>};
	inspect?: Inspection | null;
	/** A second run, which differs in one control. */
	/** The link with what was learned, or a file, if the message before asked for it. */
	shared?: string;
	file?: {whisker: string; version: number; lesson: string; link: string; step: number; epoch: number; saved: string};
	compare?: {name: string; value: Value; step: number; epoch: number; metrics: Record<string, number>; diverged?: boolean};
	selected: Selection;
	/** How the plane looks to a layer. */
	space?: {at: number; layers: number; axes: {kind: string; n: number}[]; parted: number | null; before: number | null};
	/** Layer and unit of each neuron whose weights stay as they are, and of each that is out. */
	frozen?: [number, number][];
	cut?: [number, number][];
	/** Metrics of the network with nothing cut out. */
	whole?: Record<string, number>;
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
	dpr: number;
	theme: Record<string, string>;
	dark: boolean;
	phone: boolean;
	embed: boolean;
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
	}
}
