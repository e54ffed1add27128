using Dbwright.Formats;
using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>One way of one migration: what runs, and what its row in the history says.</summary>
/// <param name="Script">The file's way.</param>
/// <param name="Steps">Its statements.</param>
/// <param name="Entry">The row, with the state that it has while this runs.</param>
internal sealed record FileRun(ScriptFile Script, Sequence<Step> Steps, HistoryEntry Entry)
{
    /// <summary>Whether this is the way up.</summary>
    public bool IsUp => Entry.State == HistoryState.Applying;

    /// <summary>Whether it can be one transaction together with its row in the history.</summary>
    public bool IsOneTransaction =>
        Script.IsOneTransaction && Steps.All(s => s.Kind is StepKind.Plain or StepKind.Setting or StepKind.Opaque);

    /// <summary>Whether a statement of it runs in batches, each a transaction of its own.</summary>
    public bool HasBackfill(Engine engine) => Steps.Any(s => Backfill.Of(Script, s, SqlDialects.Of(engine.Name)) is not null);

    /// <summary>The SHA-256 of the first statements, by which a file is known again that was edited behind them.</summary>
    public string ChecksumOf(int steps) =>
        new FolderMigration("", "", new("", string.Join(";\n", Steps.Take(steps).Select(s => s.Text)))).Checksum;

    /// <summary>The place of a statement, or of a character of it.</summary>
    public Location At(int step, int offset = 0) =>
        Script.At(step < Steps.Count ? Steps[step].Offset + offset : Script.Text.Length);
}
