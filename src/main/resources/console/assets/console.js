// What a page needs beyond HTML: the theme, the menu of a narrow window, charts, and the live table.
'use strict';

const root = document.documentElement;

function themed(theme) {
  if (theme === 'light' || theme === 'dark') {
    root.dataset.theme = theme;
  }
}

function isDark() {
  return root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
}

themed(localStorage.getItem('theme'));

function onTheme() {
  const theme = isDark() ? 'light' : 'dark';
  localStorage.setItem('theme', theme);
  themed(theme);
  drawCharts();
}

function colour(name) {
  return getComputedStyle(root).getPropertyValue(name).trim();
}

// Told apart by their dashes as well: not everybody sees the colours.
const LINES = [
  ['--link', []], ['--bad', [6, 3]], ['--good', [2, 2]], ['--honey', [10, 3, 2, 3]], ['--faint', [1, 3]],
];

// As all times here are: 24 hours, the year first. Steps of a day, then of an hour, as uPlot has them.
const HOURS = [
  [3600 * 24, '{YYYY}-{MM}-{DD}', null, null, null, null, null, null, 1],
  [3600, '{HH}:{mm}', '\n{YYYY}-{MM}-{DD}', null, '\n{YYYY}-{MM}-{DD}', null, null, null, 1],
];

function drawChart(figure) {
  const chart = JSON.parse(figure.dataset.chart);
  figure.replaceChildren();
  if (chart.hours.length === 0) {
    figure.textContent = 'Nothing happened.';
    return;
  }
  const names = Object.keys(chart.counts);
  const axis = { stroke: colour('--ink'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line') } };
  new uPlot({
    width: figure.clientWidth,
    height: 240,
    series: [{ value: '{YYYY}-{MM}-{DD} {HH}:{mm}' }, ...names.map((name, i) => ({
      label: name,
      stroke: colour(LINES[i % LINES.length][0]),
      dash: LINES[i % LINES.length][1],
      width: 2,
      points: { show: chart.hours.length < 3 },
    }))],
    axes: [{ ...axis, values: HOURS }, axis],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1e3), 'UTC'),
  }, [chart.hours, ...names.map((name) => chart.counts[name])], figure);
}

function drawCharts() {
  document.querySelectorAll('.chart').forEach(drawChart);
}

const ROWS_MAX = 300;

function live() {
  const rows = document.getElementById('rows');
  if (!rows) {
    return;
  }
  const state = document.getElementById('state');
  const pause = document.getElementById('pause');
  let paused = false;
  let passed = 0;
  pause.addEventListener('click', () => {
    paused = !paused;
    pause.setAttribute('aria-pressed', paused);
    state.textContent = paused ? 'Paused.' : 'What happened meanwhile is under Events.';
    passed = 0;
  });
  document.body.addEventListener('htmx:sseBeforeMessage', (event) => {
    if (paused) {
      event.preventDefault();
      passed += 1;
      state.textContent = `Paused; ${passed} seconds with events went by.`;
    }
  });
  document.body.addEventListener('htmx:sseMessage', () => {
    state.textContent = `The newest ${Math.min(rows.rows.length, ROWS_MAX)} events, as they happen.`;
    while (rows.rows.length > ROWS_MAX) {
      rows.deleteRow(-1);
    }
  });
  document.body.addEventListener('htmx:sseError', () => {
    state.textContent = 'The connection was lost; trying again.';
  });
  document.body.addEventListener('htmx:sseOpen', () => {
    state.textContent = 'Waiting for what happens next.';
  });
}

document.addEventListener('DOMContentLoaded', () => {
  document.getElementById('theme')?.addEventListener('click', onTheme);
  if (matchMedia('(max-width: 52rem)').matches) {
    document.querySelector('.menu')?.removeAttribute('open');
  }
  drawCharts();
  live();
  let width = innerWidth;
  addEventListener('resize', () => {
    if (innerWidth !== width) {
      width = innerWidth;
      drawCharts();
    }
  });
});
