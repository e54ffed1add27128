using System.Text.RegularExpressions;
using Dbwright.Model;

namespace Dbwright.Engines;

/// <summary>
/// Rights that an object has when it is made because of <c>alter default privileges</c>: those that the goal does not have are taken away
/// again, and those that everyone has otherwise are given.
/// </summary>
internal static partial class PostgreSqlDefaultRights
{
    /// <summary>The statements that make the rights on a new object, or on the sequences of a new column or table, what the goal says.</summary>
    public static IEnumerable<string> Statements(SchemaPart part, AlterationContext context) =>
        Corrections(part, context).SelectMany(r => PostgreSqlFacets.Set(r, context.ToGraph).Statements.Select(a => a.Sql));

    private static IEnumerable<SchemaPart> Corrections(SchemaPart part, AlterationContext context)
    {
        if (part.Facet.Length > 0)
        {
            return [];
        }

        var own = KindOf(part.Id.Kind) is { } kind ? Corrections(part.Id, kind, context) : [];
        return own.Concat(Numbered(part, context.To).SelectMany(id => Corrections(id, "sequences", context)));
    }

    // The sequences that come with identity columns.
    private static IEnumerable<ObjectId> Numbered(SchemaPart part, RelationalSchema goal) =>
        (
            part switch
            {
                SchemaPart.TablePart(var table) => goal.Find(table.Name)!.Columns,
                SchemaPart.ColumnPart(_, var column) => [column],
                _ => [],
            }
        )
            .Where(c => c is { Identity: not null, Inherited: false })
            .Select(c => new ObjectId(ObjectKind.ColumnSequence, part.Id.Name, c.Name));

    private static IEnumerable<SchemaPart> Corrections(ObjectId id, string kind, AlterationContext context) =>
        context
            .From.Objects.Concat(context.To.Objects)
            .Where(o => o.Id.Kind == ObjectKind.DefaultPrivileges)
            .SelectMany(o => o.Create.Split(";\n"))
            .Select(s => Statement().Match(s))
            .Where(m => m.Success && m.Groups["kind"].Value == kind && IsIn(id.Name.Schema, m.Groups["schema"]))
            .Where(m => m.Groups["role"].Value != m.Groups["for"].Value)
            .SelectMany(m => Rights(m, id))
            .Distinct()
            .Where(r => !IsWanted(r, context.To));

    private static string? KindOf(ObjectKind kind) =>
        kind switch
        {
            ObjectKind.Table or ObjectKind.View or ObjectKind.MaterializedView or ObjectKind.ForeignTable => "tables",
            ObjectKind.Sequence => "sequences",
            ObjectKind.Function or ObjectKind.Procedure or ObjectKind.Aggregate => "functions",
            ObjectKind.Type or ObjectKind.Domain => "types",
            ObjectKind.Schema => "schemas",
            _ => null,
        };

    private static bool IsIn(string schema, Group said) =>
        !said.Success || Plain(said.Value) == (schema.Length == 0 ? "public" : schema);

    private static IEnumerable<SchemaPart> Rights(Match match, ObjectId on)
    {
        var role = Plain(match.Groups["role"].Value);
        foreach (var privilege in match.Groups["rights"].Value.Split(", "))
        {
            var right = new Grant(on, role, privilege);
            yield return match.Groups["verb"].Value == "grant" ? new SchemaPart.Revocation(right) : new SchemaPart.Right(right);
        }
    }

    private static bool IsWanted(SchemaPart correction, RelationalSchema goal) =>
        correction is SchemaPart.Revocation(var given)
            ? goal.Grants.Any(g => g with { Grantable = false } == given)
            : correction is SchemaPart.Right(var taken) && goal.Revocations.Contains(taken);

    private static string Plain(string identifier) =>
        identifier is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"") : identifier;

    [GeneratedRegex(
        """^alter default privileges for role (?<for>"(?:[^"]|"")+"|\S+)(?: in schema (?<schema>"(?:[^"]|"")+"|\S+))? (?<verb>grant|revoke) (?<rights>[a-z, ]+) on (?<kind>tables|sequences|functions|types|schemas) (?:to|from) (?<role>"(?:[^"]|"")+"|\w+)(?: with grant option)?$""",
        RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Statement();
}
