using Dbwright.Commands;
using Dbwright.Model;

namespace Dbwright.Cli;

/// <summary>What a person reads after <c>dbwright design</c>.</summary>
internal static class DesignText
{
    /// <summary>Writes the result.</summary>
    public static void Write(DesignResult result, TextWriter writer)
    {
        var design = result.Design;
        var schema = design.Schema;
        var indexes = schema.Tables.Sum(t => t.Indexes.Count);
        var foreignKeys = schema.Tables.Sum(t => t.ForeignKeys.Count);
        writer.WriteLine(
            $"{design.Requirements.Application} on {result.Engine.Title}: {schema.Tables.Count} tables, {foreignKeys} foreign keys, "
                + $"{indexes} indexes for {design.Patterns.Count} access patterns."
        );
        var reads = design.Patterns.Where(p => p.Statement is not null && p.Pattern is not AccessPattern.Insert).ToList();
        var served = reads.Count(p => p.ServedBy.Count > 0);
        writer.WriteLine(
            $"{served} of {reads.Count} queries, updates and deletes have an index that serves them; indexes.md says which and why."
        );
        if (design.Requirements.Assumptions.Count > 0)
        {
            writer.WriteLine(
                $"{design.Requirements.Assumptions.Count} assumptions were made where the document says nothing; see requirements.md."
            );
        }

        writer.WriteLine();
        WriteFiles(result, writer);
        writer.WriteLine();
        writer.WriteLine("Nothing was run yet. `dbwright prove` with the same arguments runs all of it on a throw-away server.");
    }

    /// <summary>Writes what became of the files.</summary>
    public static void WriteFiles(DesignResult result, TextWriter writer)
    {
        foreach (var group in result.Files.GroupBy(f => f.State).OrderBy(g => g.Key))
        {
            var paths = group.Select(f => f.Path).ToList();
            var list = group.Key is FileState.Unchanged || paths.Count > 8 ? $"{paths.Count} files" : string.Join(", ", paths);
            writer.WriteLine($"{Words(group.Key)}: {list}");
        }

        writer.WriteLine($"in {result.Output}");
    }

    private static string Words(FileState state) =>
        state switch
        {
            FileState.Created => "written",
            FileState.Updated => "updated",
            FileState.Unchanged => "unchanged",
            FileState.WrittenBeside => "written beside an edited file",
            FileState.Kept => "kept as first written",
            _ => "removed",
        };
}
