// The panels: one line a kind. What a lesson's author can declare stands here.
import {album} from './album.js';
import {behind} from './behind.js';
import {cell} from './cell.js';
import {chain} from './chain.js';
import {compare} from './compare.js';
import {confusion} from './confusion.js';
import {diary} from './diary.js';
import {diverged} from './diverged.js';
import {own} from './drawing.js';
import {make as inspector} from './inspector.js';
import {judge} from './judge.js';
import {key} from './key.js';
import {knows} from './knows.js';
import {legend} from './legend.js';
import {filter} from './filter.js';
import {examples} from './examples.js';
import {fold} from './fold.js';
import {gives, pairs} from './gives.js';
import {likes} from './likes.js';
import {mapsize} from './mapsize.js';
import {measure} from './measure.js';
import {memory} from './memory.js';
import {names} from './names.js';
import {make as network} from './network.js';
import {outputs} from './outputs.js';
import {pad} from './pad.js';
import {phases} from './phases.js';
import {products} from './products.js';
import {pick} from './pick.js';
import {quiz} from './quiz.js';
import {progress} from './progress.js';
import {prose} from './prose.js';
import {readouts} from './readouts.js';
import {ready} from './ready.js';
import {remarks} from './remarks.js';
import {signs} from './signs.js';
import {saying} from './saying.js';
import {score} from './score.js';
import {space} from './space.js';
import {spreads} from './spreads.js';
import {standing} from './standing.js';
import {sum} from './sum.js';
import {survey} from './survey.js';
import {trial} from './trial.js';
import {truth} from './truth.js';
import {tryall} from './tryall.js';
import {turns} from './turns.js';
import {walk} from './walk.js';
import {walkers} from './walkers.js';
import {writer} from './writer.js';

/** @import {State} from '../../types' */
/** @import {App} from '../core/app.js' */

/**
 * What makes a panel gets its slots filled with names of controls. The root goes into the panel's slot of the page, parts of it
 * that stand elsewhere into those of their names; remove undoes what lies outside of them, before the panel is made anew for another lesson.
 * @typedef {object} Made
 * @prop {HTMLElement} [root]
 * @prop {Record<string, HTMLElement>} [parts]
 * @prop {(state: State | null) => void} [update]
 * @prop {() => void} [remove]
 */

/** @type {Record<string, (app: App, bind: Record<string, string>, place: string) => Made>} */
export const PANELS = {
	readouts, confusion, compare, spreads, space, own, legend, remarks, outputs, diverged, trial, key, network, inspector, names, measure, cell, gives, pairs, truth, progress, phases, chain, standing, walkers, tryall, fold, likes, pad, album, products, mapsize, signs, sum, filter, behind, ready, pick, score, turns, diary, knows, prose, writer, memory, survey, quiz, walk, saying, judge, examples,
};
