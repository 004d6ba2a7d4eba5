// Numbers as the reader sees them. The stage writes its own in the same way.

/** About three digits, with a true minus. @param {number | null | undefined} v */
export function number(v) {
	if (v === null || v === undefined || !Number.isFinite(v)) return '–';
	const a = Math.abs(v);
	let s;
	if (a >= 1e5 || a > 0 && a < 1e-4) s = v.toExponential(1).replace('e+', 'e');
	else if (a >= 100) return count(v);
	else if (a >= 10) s = v.toFixed(1);
	else if (a >= 0.01 || a === 0) s = v.toFixed(3);
	else s = v.toFixed(4);
	return minus(s);
}

/** @param {string} s */
export function minus(s) {
	return s.replace(/-/g, '−');
}

const grouped = new Intl.NumberFormat('en');

/** A number in groups of three digits. @param {number} v */
export function count(v) {
	return Number.isFinite(v) ? minus(grouped.format(Math.round(v) + 0)) : '–';
}

/** A share of 1 in whole per cent, everywhere alike: a half that is a little less as a number is a half. @param {number | undefined} v */
export function percent(v) {
	return v === undefined || !Number.isFinite(v) ? '–' : minus(String(Math.round(v * 100 + 1e-6) + 0));
}

/** A share of 1 in per cent, with as many digits as it takes to be more than nothing; as viz/unrolled.go writes it. @param {number} v */
export function fine(v) {
	if (v >= 0.1) return percent(v);
	if (v >= 0.01) return (100 * v).toFixed(1);
	return v >= 0.0001 ? (100 * v).toFixed(2) : v > 0 ? '<0.01' : '0';
}

/** As short as it is exact, such as 0.0003. @param {number} v */
export function short(v) {
	return minus(String(Number(v.toPrecision(6))));
}
