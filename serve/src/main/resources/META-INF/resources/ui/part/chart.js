// SPDX-License-Identifier: Apache-2.0
// A chart of ECharts, as SVG. The library is fetched when the first chart is shown, and only then.
import {Component, createRef, h, t} from '/ui/lib/dom.js';

const LIBRARY = '/_static/echarts/6.0.0/dist/echarts.esm.min.mjs';
let library;
const echarts = () => (library ??= import(LIBRARY));

const NAMES = ['ink', 'soft', 'rule', 'card', 'raised', 'wash', 's1', 's2', 's3', 'tint', 'alarm',
  'g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6', 'g7', 'g8'];

/** The theme's colours by name, as they are now. */
export const colours = () => {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map(n => [n, style.getPropertyValue(`--${n}`).trim()]));
};

const still = matchMedia('(prefers-reduced-motion: reduce)');
const dark = matchMedia('(prefers-color-scheme: dark)');

/** What all charts have in common; a chart's own settings come over it. */
const settings = (own, c) => {
  const font = {color: c.ink, fontFamily: 'system-ui, sans-serif'};
  const axis = given => ({
    axisLine: {lineStyle: {color: c.rule}}, axisTick: {show: false},
    axisLabel: {color: c.soft, fontSize: 12, hideOverlap: true, ...given.axisLabel},
    splitLine: {lineStyle: {color: c.rule, opacity: 0.7}, ...given.splitLine},
    nameTextStyle: {color: c.soft, fontSize: 12}, nameGap: 28,
    ...Object.fromEntries(Object.entries(given).filter(([k]) => k !== 'axisLabel' && k !== 'splitLine')),
  });
  const {xAxis, yAxis, tooltip, grid, legend, ...rest} = own;
  return {
    animation: !still.matches, animationDuration: 350, animationDurationUpdate: 250,
    aria: {enabled: true}, textStyle: font,
    color: [c.s1, c.s2, c.s3, c.g1, c.g4, c.g5, c.g6, c.g7],
    grid: {left: 8, right: 18, top: legend ? 36 : 12, bottom: 6, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel', ...grid},
    tooltip: {
      confine: true, backgroundColor: c.raised, borderColor: c.rule, padding: [8, 12],
      textStyle: {...font, fontSize: 13}, axisPointer: {lineStyle: {color: c.soft, type: 'dashed'}, shadowStyle: {color: c.wash, opacity: 0.6}},
      ...tooltip,
    },
    ...(xAxis && {xAxis: axis(xAxis)}), ...(yAxis && {yAxis: axis(yAxis)}),
    ...rest,
    ...(legend && {legend: {textStyle: {color: c.ink, fontSize: 12.5}, icon: 'roundRect', itemWidth: 12, itemHeight: 8, top: 0, left: 0,
      pageIconColor: c.ink, pageIconInactiveColor: c.rule, pageTextStyle: {color: c.soft}, ...legend}}),
  };
};

/** h(Chart, {label, height, option: colours => …, onPick}). The label says in words what is drawn. */
export class Chart extends Component {
  box = createRef();

  draw = () => {
    this.chart?.setOption(settings(this.props.option(colours()), colours()), {notMerge: true});
  };

  async componentDidMount() {
    try {
      const lib = await echarts();
      if (!this.box.current) return;
      this.chart = lib.init(this.box.current, null, {renderer: 'svg'});
      this.chart.on('click', event => this.props.onPick?.(event));
      this.draw();
      this.setState({there: true});
      this.watch = new ResizeObserver(() => this.chart.resize());
      this.watch.observe(this.box.current);
      addEventListener('perennial:theme', this.draw);
      dark.addEventListener('change', this.draw);
    } catch {
      this.setState({broken: true});
    }
  }

  // the box keeps what the library drew in it; only a change of what is asked for draws anew
  shouldComponentUpdate(next, state) {
    if (this.chart && next.option !== this.props.option) {
      this.props = next;
      this.draw();
    }
    return state !== this.state || next.height !== this.props.height;
  }

  componentWillUnmount() {
    this.watch?.disconnect();
    removeEventListener('perennial:theme', this.draw);
    dark.removeEventListener('change', this.draw);
    this.chart?.dispose();
  }

  render({label, height = 300}, {there, broken}) {
    if (broken) return t.p({class: 'note-line warn'}, 'The chart library did not load; the table has the same numbers.');
    return t.div({class: there ? 'chart' : 'chart skeleton', style: {height: `${height}px`}, ref: this.box, role: 'img', 'aria-label': label});
  }
}

export const chart = (label, height, option, more = {}) => h(Chart, {label, height, option, ...more});

const escapes = {'&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;'};
/** For tooltips, which the library reads as HTML. */
export const plain = text => String(text).replace(/[&<>"']/g, c => escapes[c]);
