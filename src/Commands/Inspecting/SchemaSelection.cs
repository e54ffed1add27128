using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>
/// The part of a schema that patterns select. A pattern is a name with <c>*</c> and <c>?</c>, compared with <c>schema.name</c> and with the
/// name alone, whatever its case.
/// </summary>
/// <param name="only">What is kept; everything when there is none.</param>
/// <param name="exclude">What is left out of that.</param>
public sealed class SchemaSelection(Sequence<string> only, Sequence<string> exclude)
{
    private readonly List<Regex> wanted = only.Select(Pattern).ToList();
    private readonly List<Regex> unwanted = exclude.Select(Pattern).ToList();

    /// <summary>The part, with findings about what it loses: foreign keys to tables that are left out, patterns that select nothing.</summary>
    public (RelationalSchema Schema, Sequence<Finding> Findings) Of(RelationalSchema schema)
    {
        if (wanted.Count == 0 && unwanted.Count == 0)
        {
            return (schema, []);
        }

        var indexes = schema
            .Tables.SelectMany(t => t.Indexes.Select(i => (Index: t.Name with { Name = i.Name }, Table: t.Name)))
            .ToLookup(i => i.Index, i => i.Table);
        var tables = schema.Tables.Where(t => Takes(t.Name)).ToList();
        var names = tables.Select(t => t.Name).ToHashSet();
        var lost = tables
            .SelectMany(t => t.ForeignKeys.Where(k => !names.Contains(k.ReferencedTable)).Select(k => $"{t.Name}.{k.Name}"))
            .ToList();
        var part = schema with
        {
            Enums = Kept(schema.Enums, e => e.Name),
            Domains = Kept(schema.Domains, d => d.Name),
            Composites = Kept(schema.Composites, c => c.Name),
            Sequences = Kept(schema.Sequences, s => s.Name),
            Routines = Kept(schema.Routines, r => r.Name),
            Views = Kept(schema.Views, v => v.Name),
            Objects = Kept(schema.Objects, o => o.Id.Name),
            Tables = tables
                .Select(t => t with { ForeignKeys = t.ForeignKeys.Where(k => names.Contains(k.ReferencedTable)).ToSequence() })
                .ToSequence(),
            VirtualTables = Kept(schema.VirtualTables, t => t.Name),
            Dependencies = schema.Dependencies.Where(d => TakesObject(d.Dependent) && TakesObject(d.On)).ToSequence(),
            Grants = schema.Grants.Where(g => TakesObject(g.On)).ToSequence(),
            Revocations = schema.Revocations.Where(g => TakesObject(g.On)).ToSequence(),
            Owners = schema.Owners.Where(o => TakesObject(o.Of)).ToSequence(),
            Comments = schema.Comments.Where(c => TakesObject(c.On)).ToSequence(),
        };
        return (part, Findings(schema, lost));

        bool TakesObject(ObjectId id) =>
            id.Kind == ObjectKind.Index && indexes[id.Name].Any() ? indexes[id.Name].Any(Takes) : Takes(id.Name);
    }

    private Sequence<Finding> Findings(RelationalSchema schema, List<string> lost)
    {
        var findings = new List<Finding>();
        if (lost.Count > 0)
        {
            findings.Add(
                new Finding(
                    "outside-selection",
                    Severity.Note,
                    $"Foreign keys to tables outside the selection are left out: {string.Join(", ", lost)}."
                )
            );
        }

        var all = Names(schema).ToList();
        foreach (var (pattern, expression) in only.Zip(wanted).Where(p => !all.Exists(n => Matches(p.Second, n))))
        {
            findings.Add(
                new Finding("selects-nothing", Severity.Warning, $"--only {pattern} selects nothing.")
                {
                    Fix = NearestName.Of(pattern, all.Select(n => n.ToString())) is { } near ? $"Did you mean {near}?" : null,
                }
            );
        }

        return findings.ToSequence();
    }

    private static IEnumerable<QualifiedName> Names(RelationalSchema schema) =>
        schema
            .Tables.Select(t => t.Name)
            .Concat(schema.Views.Select(v => v.Name))
            .Concat(schema.Enums.Select(e => e.Name))
            .Concat(schema.Domains.Select(d => d.Name))
            .Concat(schema.Composites.Select(c => c.Name))
            .Concat(schema.Sequences.Select(s => s.Name))
            .Concat(schema.Routines.Select(r => r.Name))
            .Concat(schema.Objects.Select(o => o.Id.Name))
            .Concat(schema.VirtualTables.Select(t => t.Name));

    private Sequence<T> Kept<T>(Sequence<T> items, Func<T, QualifiedName> name) => items.Where(i => Takes(name(i))).ToSequence();

    private bool Takes(QualifiedName name) =>
        (wanted.Count == 0 || wanted.Exists(p => Matches(p, name))) && !unwanted.Exists(p => Matches(p, name));

    private static bool Matches(Regex pattern, QualifiedName name) =>
        pattern.IsMatch(name.Name)
        || pattern.IsMatch(name.ToString())
        || (name.Schema.Length == 0 && pattern.IsMatch($"public.{name.Name}"));

    private static Regex Pattern(string text) =>
        new(
            $"^{Regex.Escape(text).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$",
            RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant,
            TimeSpan.FromSeconds(1)
        );
}
