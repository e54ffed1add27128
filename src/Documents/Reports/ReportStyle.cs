namespace Dbwright.Documents;

/// <summary>The style sheet of the report: light and dark, from a phone to a wide screen, and on paper.</summary>
internal static class ReportStyle
{
    /// <summary>The style sheet.</summary>
    public const string Css = """
        :root { color-scheme: light dark;
          --bg: #f6f8fb; --card: #ffffff; --edge: #dde4ee; --text: #16202e; --muted: #5b6b82; --code: #eef2f8;
          --accent: #1f6feb; --before: #8c99ab; --good: #14804a; --good-bg: #e3f5ea; --bad: #c62a36; --bad-bg: #fde8ea;
          --open: #8a5a00; --open-bg: #fdf1d6; --track: #edf1f7; --grid: #d6deea; }
        @media (prefers-color-scheme: dark) { :root {
          --bg: #0d1219; --card: #151c27; --edge: #2a3546; --text: #e6edf6; --muted: #97a8be; --code: #1c2532;
          --accent: #6cb0ff; --before: #76869b; --good: #63d391; --good-bg: #12301f; --bad: #ff8088; --bad-bg: #3b171b;
          --open: #f0c060; --open-bg: #352a12; --track: #1c2532; --grid: #303c4f; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--bg); color: var(--text);
          font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        main { max-width: 1080px; margin: 0 auto; padding: 28px 20px 60px; }
        header h1 { margin: 0 0 2px; font-size: 27px; line-height: 1.25; letter-spacing: -.01em; }
        header p { margin: 0; color: var(--muted); }
        h2 { font-size: 18px; margin: 36px 0 10px; letter-spacing: -.005em; }
        h3 { font-size: 14px; margin: 18px 0 6px; }
        section > p { margin: 0 0 12px; color: var(--muted); max-width: 75ch; }
        code, pre, .num, .mono { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
        code { background: var(--code); border-radius: 4px; padding: 1px 5px; font-size: .87em; overflow-wrap: anywhere; }
        pre { background: var(--code); border-radius: 8px; padding: 12px 14px; margin: 8px 0; overflow-x: auto; font-size: 12.5px; line-height: 1.5; }
        .card { background: var(--card); border: 1px solid var(--edge); border-radius: 12px; padding: 16px 18px; }
        .banner { display: flex; flex-wrap: wrap; gap: 10px; margin: 20px 0 0; }
        .banner div { flex: 1 1 150px; background: var(--card); border: 1px solid var(--edge); border-radius: 12px; padding: 12px 16px; }
        .banner b { display: block; font-size: 25px; line-height: 1.2; font-variant-numeric: tabular-nums; }
        .banner span { color: var(--muted); font-size: 13px; }
        .banner .bad b { color: var(--bad); } .banner .good b { color: var(--good); } .banner .open b { color: var(--open); }
        ul.verdicts { list-style: none; margin: 0; padding: 0; }
        ul.verdicts li { display: grid; grid-template-columns: 112px 1fr; gap: 4px 12px; padding: 11px 0; border-top: 1px solid var(--edge); }
        ul.verdicts li:first-child { border-top: 0; padding-top: 2px; } ul.verdicts li:last-child { padding-bottom: 2px; }
        ul.verdicts p { margin: 0; overflow-wrap: anywhere; } ul.verdicts .detail { color: var(--muted); font-size: 13.5px; }
        .mark { display: inline-block; font-size: 12px; font-weight: 600; border-radius: 20px; padding: 2px 10px; white-space: nowrap; align-self: start; justify-self: start; }
        .mark.good { color: var(--good); background: var(--good-bg); } .mark.bad { color: var(--bad); background: var(--bad-bg); }
        .mark.open { color: var(--open); background: var(--open-bg); }
        .chart .row { display: contents; } .chart { display: grid; grid-template-columns: minmax(130px, max-content) 1fr minmax(150px, max-content); gap: 0 14px; align-items: center; }
        .chart .row > * { min-width: 0; } .chart svg { display: block; width: 100%; height: 26px; overflow: visible; }
        .chart .label { font-size: 13.5px; overflow-wrap: anywhere; } .chart .value { font-size: 12.5px; color: var(--muted); text-align: right; font-variant-numeric: tabular-nums; }
        .chart .value b { color: var(--text); font-weight: 600; }
        .grid { stroke: var(--grid); stroke-width: 1; } .lane { stroke: var(--track); stroke-width: 10; stroke-linecap: round; }
        .link { stroke: var(--accent); stroke-width: 3; opacity: .45; } .link.worse { stroke: var(--bad); }
        .before { fill: var(--card); stroke: var(--before); stroke-width: 2; } .after { fill: var(--accent); } .after.miss { fill: var(--bad); }
        .target { stroke: var(--open); stroke-width: 2; } .axis { font-size: 11px; fill: var(--muted); }
        .bar { fill: var(--accent); } .bar-bg { fill: var(--track); }
        .key { display: flex; flex-wrap: wrap; gap: 4px 18px; margin: 0 0 10px; font-size: 13px; color: var(--muted); }
        .key svg { width: 16px; height: 14px; vertical-align: -2px; margin-right: 5px; overflow: visible; }
        .scroll { overflow-x: auto; margin: 0 -18px; padding: 0 18px; }
        table { border-collapse: collapse; width: 100%; font-size: 13.5px; font-variant-numeric: tabular-nums; }
        th { text-align: right; font-weight: 600; color: var(--muted); font-size: 12px; padding: 4px 10px; border-bottom: 1px solid var(--edge); white-space: nowrap; }
        td { text-align: right; padding: 5px 10px; border-bottom: 1px solid var(--edge); white-space: nowrap; }
        tr:last-child td { border-bottom: 0; } th:first-child, td:first-child { text-align: left; padding-left: 0; } .left { text-align: left; }
        .scroll td:first-child, .scroll th:first-child { position: sticky; left: 0; background: var(--card); }
        td.miss { color: var(--bad); font-weight: 600; } thead tr:first-child th.group { text-align: center; border-left: 1px solid var(--edge); }
        .provenance { margin: 12px 0 0; font-size: 12.5px; color: var(--muted); overflow-wrap: anywhere; }
        details { border-top: 1px solid var(--edge); } details:first-of-type { border-top: 0; }
        summary { cursor: pointer; padding: 9px 0; display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: baseline; }
        summary::before { content: "▸"; color: var(--muted); width: 12px; } details[open] > summary::before { content: "▾"; }
        summary::-webkit-details-marker { display: none; } summary .name { font-weight: 600; overflow-wrap: anywhere; } summary .what { color: var(--muted); font-size: 13.5px; }
        details > div { padding: 0 0 14px 12px; }
        .plans { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 0 18px; } .plans > div { min-width: 0; }
        ul.plan, ul.plan ul { list-style: none; margin: 0; padding: 0; font-size: 13px; } ul.plan ul { margin-left: 8px; padding-left: 12px; border-left: 1px solid var(--edge); }
        ul.plan li { padding: 3px 0; overflow-wrap: anywhere; } ul.plan .figures { color: var(--muted); font-size: 12px; }
        ul.plan .scan { color: var(--bad); font-weight: 600; } ul.plan .index { color: var(--good); font-weight: 600; }
        dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 18px; margin: 0; font-size: 14px; } dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
        @media (max-width: 640px) { main { padding: 18px 14px 40px; } .card { padding: 14px; } .scroll { margin: 0 -14px; padding: 0 14px; }
          .chart { display: block; } .chart .row { display: grid; grid-template-columns: 1fr auto; gap: 0 10px; padding-top: 6px; }
          .chart svg { grid-column: 1 / -1; order: 1; } ul.verdicts li { grid-template-columns: 1fr; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 8px; } }
        @media print { body { background: #fff; } .card, .banner div { break-inside: avoid; } }
        """;
}
