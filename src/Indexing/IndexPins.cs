using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Indexing;

/// <summary>The owner's own decisions about indexes.</summary>
internal static class IndexPins
{
    /// <summary>The indexes that the owner asks for.</summary>
    public static Sequence<IndexCandidate> Added(DatabaseDesign design) =>
        Of(design, PinKind.AddIndex)
            .Select(p => new IndexCandidate(p.Table, p.Parts)
            {
                Pin = p.Path,
                Reasons = [$"The owner asks for it: {p.Pin.Reason.TrimEnd('.')}."],
            })
            .ToSequence();

    /// <summary>The indexes without those that the owner forbids, and what follows from that.</summary>
    public static (Sequence<IndexCandidate> Kept, Sequence<Finding> Findings) WithoutForbidden(
        DatabaseDesign design,
        Sequence<IndexCandidate> indexes
    )
    {
        var findings = new List<Finding>();
        var kept = indexes.ToList();
        foreach (var (pin, path, table, parts) in Of(design, PinKind.ForbidIndex))
        {
            var hit = kept.FindAll(i => i.Table == table && i.Columns.SequenceEqual(parts.Select(p => p.Column)));
            kept.RemoveAll(hit.Contains);
            findings.Add(
                new("index-forbidden", hit.Count == 0 ? Severity.Note : Severity.Warning, Title(pin, table, hit))
                {
                    Detail = $"The owner forbids it: {pin.Reason.TrimEnd('.')}.",
                    Location = pin.At,
                    Subject = path,
                }
            );
        }

        return (kept.ToSequence(), findings.ToSequence());
    }

    private static string Title(Pin pin, QualifiedName table, List<IndexCandidate> hit)
    {
        var asked = hit.SelectMany(i => i.Patterns.Concat(i.ForeignKeys)).Distinct().ToList();
        return hit.Count == 0
            ? $"The index on {table} ({pin.Value}) that the owner forbids was not needed."
            : $"The owner forbids the index on {table} ({pin.Value}), which {string.Join(", ", asked)} {(asked.Count == 1 ? "asks" : "ask")} for.";
    }

    private static IEnumerable<(Pin Pin, string Path, QualifiedName Table, Sequence<IndexPart> Parts)> Of(
        DatabaseDesign design,
        PinKind kind
    )
    {
        for (var i = 0; i < design.Requirements.Physical.Count; i++)
        {
            var pin = design.Requirements.Physical[i];
            if (pin.Kind != kind)
            {
                continue;
            }

            var entity = pin.Target.Split('.')[0];
            var mapping = DesignPath.MappingOf(design, entity, pin.At);
            var value = pin.Value.Length > 0 ? pin.Value : string.Join('.', pin.Target.Split('.').Skip(1));
            var parts = value
                .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(word => Part(design, entity, word, pin.At))
                .ToSequence();
            yield return (pin, $"physical.{i + 1}", mapping.Table, parts);
        }
    }

    private static IEnumerable<IndexPart> Part(DatabaseDesign design, string entity, string word, Location? at)
    {
        var descending = word.EndsWith(" desc", StringComparison.OrdinalIgnoreCase);
        var name = word.Split(' ')[0];
        return DesignPath.Find(design, entity, name, at).Columns.Select(c => IndexPart.Of(c.Name, descending));
    }
}
