using System.Globalization;
using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Keeps the values of enumerations in tables of their own, where the convention says so.</summary>
internal sealed class LookupDesign(Draft draft)
{
    private const string Code = "code";
    private const string Position = "position";

    /// <summary>The lookup tables made so far.</summary>
    public List<TableDraft> Tables { get; } = [];

    /// <summary>Makes the lookup table of an attribute and lets its column refer to it.</summary>
    public void Refer(TableDraft table, EntityAttribute attribute, string column)
    {
        var lookup = Table(table.Entity, attribute);
        Tables.Add(lookup);
        var usual = $"fk_{table.Name.Name}_{lookup.Name.Name}";
        var name = draft.Objects.Take(usual);
        table.ForeignKeys.Add(new(name, [column], lookup.Name, [Code]) { OnDelete = ReferentialAction.Restrict });
        table.ReferenceProfiles.Add(new(name) { NullShare = attribute.Optional ? 0.2 : 0 });
    }

    private TableDraft Table(string entity, EntityAttribute attribute)
    {
        var values = attribute.Type.Values;
        var table = new TableDraft(
            attribute.Id,
            attribute.Id,
            QualifiedName.Of(draft.Objects.Take(Plural.Of($"{entity}_{attribute.Name}")))
        )
        {
            Comment = $"The values that {attribute.Id} can have.",
            Details = draft.Types.TableDetails(draft.Version),
            At = attribute.At,
            Rows = values.Count,
            Fixed = new(draft.Requirements.Source, $"the values of {attribute.Id} in the document", attribute.At)
            {
                Columns = [Code, Position],
                Rows = values
                    .Select((value, i) => (Sequence<string?>)[value, (i + 1).ToString(CultureInfo.InvariantCulture)])
                    .ToSequence(),
            },
        };
        Add(
            table,
            attribute,
            Code,
            new(SemanticKind.Text) { Length = Math.Max(1, values.Max(v => v.Length)) },
            "The value as it is stored."
        );
        Add(
            table,
            attribute,
            Position,
            new(SemanticKind.Integer) { Minimum = 1, Maximum = short.MaxValue },
            "Where it stands in the order that the document gives."
        );
        table.PrimaryKey = new(draft.Objects.Take($"pk_{table.Name.Name}"), [Code]);
        table.Uniques.Add(new(draft.Objects.Take($"uq_{table.Name.Name}_{Position}"), [Position]));
        return table;
    }

    private void Add(TableDraft table, EntityAttribute attribute, string column, SemanticType type, string comment)
    {
        // The code has the very type that the referring column has.
        var choice =
            column == Code
                ? (draft.Types.Choose(attribute.Type, draft.Version) ?? draft.Types.Choose(type, draft.Version))! with
                {
                    Checks = [],
                }
                : draft.Types.Choose(type, draft.Version)!;
        table.Add(
            new(column, choice.Type) { Comment = comment },
            new(column, attribute.Id, choice.Reason) { Type = type },
            attribute.At
        );
        new CheckDesign(draft).OfType(table, column, choice);
        table.Profiles.Add(new(column, type) { Unique = true });
    }
}
