using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Indexing;

/// <summary>Puts together how each access pattern is answered.</summary>
internal sealed class PatternDesigner(
    DatabaseDesign design,
    Engine engine,
    Coverage coverage,
    Sequence<(string Name, IndexCandidate Index)> indexes
)
{
    private readonly List<Finding> findings = [];

    /// <summary>What was found on the way.</summary>
    public IReadOnlyList<Finding> Findings => findings;

    /// <summary>The design of one pattern.</summary>
    public PatternDesign Design(AccessPattern pattern, Sequence<(TableAccess Access, AccessVerdict Verdict)> accesses)
    {
        if (engine.Require<IQueries>().Write(pattern, design) is not { } written)
        {
            findings.Add(
                new("not-yet-designed", Severity.Note, $"\"{pattern.Name}\" is not yet designed for {engine.Title}.")
                {
                    Detail = PatternPaths.MissingIn(pattern, design) is [var missing, ..]
                        ? $"{engine.Title} cannot hold {pattern.Entity}.{missing} yet."
                        : "The engine's queries have no statement for this form.",
                    Location = pattern.At,
                    Subject = pattern.Id,
                }
            );
            return new(pattern, null) { Reason = $"Not yet designed for {engine.Title}." };
        }

        var answer = new PatternDesign(pattern, written.Statement) { NextPage = written.NextPage };
        if (pattern is AccessPattern.Insert)
        {
            var table = design.Find(pattern.Entity!)!.Table;
            var kept = indexes.Count(i => i.Index.Table == table);
            return answer with
            {
                Reason =
                    kept == 0
                        ? "An insert reads nothing; there is no index to maintain besides the keys."
                        : $"An insert reads nothing; it maintains {kept} {(kept == 1 ? "index" : "indexes")} besides the keys.",
            };
        }

        var starts = accesses.Where(a => a.Access.IsStart || pattern is AccessPattern.FreeSql).ToList();
        if (starts.Count == 0)
        {
            Unserved(pattern, "No table of the design was recognised in it.");
            return answer with
            {
                Reason = "No table of the design was recognised in the statement, so no index is claimed for it.",
            };
        }

        var served = starts
            .Where(a => !a.Verdict.WholeTable)
            .SelectMany(a => coverage.Of(a.Access, indexes).Concat(a.Verdict.Constraint is { } name ? [name] : []))
            .Distinct()
            .ToSequence();
        var reason = string.Join(' ', starts.Select(a => Reason(a.Access, a.Verdict)).Distinct());
        var small = starts.TrueForAll(a => a.Verdict.WholeTable);
        if (served.Count == 0)
        {
            Judge(pattern, starts[0].Verdict, small);
        }

        return answer with
        {
            ServedBy = served,
            Reason = reason,
        };
    }

    private string Reason(TableAccess access, AccessVerdict verdict)
    {
        if (verdict.Candidate is not null)
        {
            var name = coverage.Of(access, indexes) is [var first, ..] ? first : null;
            return name is null ? verdict.Reason : $"{name}: {AccessRules.Lower(verdict.Reason)}";
        }

        return verdict.Reason;
    }

    private void Judge(AccessPattern pattern, AccessVerdict verdict, bool whole)
    {
        if (whole && (pattern.IsReport || verdict.IsCheap))
        {
            return;
        }

        Unserved(pattern, verdict.Reason);
    }

    private void Unserved(AccessPattern pattern, string reason) =>
        findings.Add(
            new("pattern-without-index", Severity.Warning, $"No index serves \"{pattern.Name}\".")
            {
                Detail = reason,
                Location = pattern.At,
                Subject = pattern.Id,
                Fix = "Narrow it with a condition on few rows, or give it a sort with a limit.",
            }
        );
}
