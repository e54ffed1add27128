using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>Makes the tree of a plan from its rows: id, parent, unused, detail.</summary>
internal sealed class SqlitePlanTree(IReadOnlyList<object?[]> rows, SqliteRelations relations)
{
    private const string Table = "TABLE ";
    private const string As = "AS ";

    private static readonly string[] Accesses = ["SCAN ", "SEARCH "];

    /// <summary>The plan of a statement.</summary>
    public PlanNode Read(string sql)
    {
        var plan = Below(0) ?? new PlanNode(PlanOperation.Other, "no plan");
        var words = SqliteLexer.Read(sql).Where(t => t.Kind != SqliteTokenKind.Comment).ToList();
        var verb = words.Find(t => t.Is("insert") || t.Is("update") || t.Is("delete") || t.Is("replace"));
        // A select can only begin with one of two words; inside it those verbs do not occur but as names.
        var isWrite = verb.Value is not null && !words[0].Is("select") && !words[0].Is("values");
        return isWrite
            ? new(PlanOperation.Modify, verb.Value!.ToUpperInvariant())
            {
                Relation = words.Select(w => relations.Table(w.Value)).FirstOrDefault(t => t is not null),
                Children = rows.Count > 0 ? [plan] : [],
            }
            : plan;
    }

    // The rows of one level run from the first to the last: tables are joined in that order, then sorted or grouped.
    private PlanNode? Below(long parent)
    {
        var inputs = new List<PlanNode>();
        foreach (var row in rows.Where(r => Number(r[1]) == parent))
        {
            var node = Node((string)row[3]!, Number(row[0]));
            if (node.Operation is PlanOperation.Sort or PlanOperation.Aggregate && inputs.Count > 0)
            {
                inputs = [node with { Children = [Joined(inputs), .. node.Children] }];
            }
            else
            {
                inputs.Add(node);
            }
        }

        return inputs.Count == 0 ? null : Joined(inputs);
    }

    private static PlanNode Joined(List<PlanNode> inputs) =>
        inputs.Count == 1
            ? inputs[0]
            : new(inputs.Count(IsAccess) > 1 ? PlanOperation.Join : PlanOperation.Other, "nested loops")
            {
                Children = inputs.ToSequence(),
            };

    private static bool IsAccess(PlanNode node) => node.Relation is not null || node.Operation == PlanOperation.Join;

    private PlanNode Node(string detail, long id)
    {
        var children = Below(id) is { } below ? (Sequence<PlanNode>)[below] : [];
        if (detail.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal))
        {
            var sorts = detail.Contains("ORDER BY", StringComparison.Ordinal);
            return new(sorts ? PlanOperation.Sort : PlanOperation.Aggregate, detail) { Children = children };
        }

        return Array.Find(Accesses, a => detail.StartsWith(a, StringComparison.Ordinal)) is { } access
            ? Access(detail[access.Length..], detail) with
            {
                Children = children,
            }
            : Other(detail, id, children);
    }

    private PlanNode Access(string said, string detail)
    {
        // Before 3.36 the table came with its alias. Names stand there without quotes, whatever they are.
        var rest = said.StartsWith(Table, StringComparison.Ordinal) ? said[Table.Length..] : said;
        var relation = SqliteRelations.NameAt(rest, relations.Relations);
        var how = rest[relation.Length..].TrimStart();
        if (how.StartsWith(As, StringComparison.Ordinal))
        {
            relation = SqliteRelations.NameAt(how[As.Length..], relations.Relations);
            how = how[(As.Length + relation.Length)..].TrimStart();
        }

        var table = relations.Table(relation);
        var node = new PlanNode(PlanOperation.Other, detail) { Relation = relation };
        if (table is null)
        {
            return node;
        }

        if (how.StartsWith("VIRTUAL TABLE INDEX", StringComparison.Ordinal))
        {
            return relations.IsVirtual(table) ? node with { Operation = PlanOperation.IndexScan, Index = table } : node;
        }

        var isOnly = how.StartsWith("USING COVERING INDEX ", StringComparison.Ordinal);
        if (isOnly || how.StartsWith("USING INDEX ", StringComparison.Ordinal))
        {
            var index = SqliteRelations.NameAt(how[(how.IndexOf(" INDEX ", StringComparison.Ordinal) + 7)..], relations.Indexes);
            return node with
            {
                Operation = isOnly ? PlanOperation.IndexOnlyScan : PlanOperation.IndexScan,
                Index = relations.Index(index),
            };
        }

        var isKey =
            how.StartsWith("USING INTEGER PRIMARY KEY", StringComparison.Ordinal)
            || how.StartsWith("USING PRIMARY KEY", StringComparison.Ordinal);
        // An automatic index is made of the whole table every time.
        return isKey
            ? node with
            {
                Operation = PlanOperation.IndexScan,
                Index = relations.Key(table),
            }
            : node with
            {
                Operation = PlanOperation.TableScan,
            };
    }

    private PlanNode Other(string detail, long id, Sequence<PlanNode> children)
    {
        if (detail != "MULTI-INDEX OR")
        {
            return new(PlanOperation.Other, detail) { Children = children };
        }

        var parts = rows.Where(r => Number(r[1]) == id).Select(r => Node((string)r[3]!, Number(r[0]))).ToSequence();
        return new(PlanOperation.BitmapScan, detail)
        {
            Relation = parts.SelectMany(p => p.Walk()).Select(p => p.Relation).FirstOrDefault(r => r is not null),
            Children = parts,
        };
    }

    private static long Number(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
