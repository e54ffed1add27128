using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>
/// Renames applied to a schema, as an engine applies them: every reference follows. Texts follow too, word by word; where an engine would
/// word one otherwise, the text differs later and is made anew, which is right if not the least that could be done.
/// </summary>
internal sealed class RenameMap
{
    private readonly Dictionary<QualifiedName, QualifiedName> relations = [];
    private readonly Dictionary<QualifiedName, QualifiedName> types = [];
    private readonly Dictionary<QualifiedName, QualifiedName> indexes = [];
    private readonly Dictionary<QualifiedName, Dictionary<string, string>> ownIndexes = [];
    private readonly Dictionary<QualifiedName, Dictionary<string, string>> columns = [];
    private readonly Dictionary<QualifiedName, Dictionary<string, string>> constraints = [];
    private readonly Dictionary<QualifiedName, Dictionary<string, string>> values = [];

    /// <summary>The map of those changes that are renames.</summary>
    public static RenameMap Of(IEnumerable<Change> changes)
    {
        var map = new RenameMap();
        foreach (var change in changes)
        {
            switch (change)
            {
                case Change.Renamed({ Kind: ObjectKind.Column } old, var now):
                    Inner(map.columns, now.Name)[old.Part] = now.Part;
                    break;
                case Change.Renamed({ Kind: ObjectKind.Constraint } old, var now):
                    Inner(map.constraints, now.Name)[old.Part] = now.Part;
                    break;
                case Change.Renamed({ Kind: ObjectKind.Index, Part.Length: > 0 } old, var now):
                    Inner(map.ownIndexes, now.Name)[old.Part] = now.Part;
                    break;
                case Change.Renamed({ Kind: ObjectKind.Index } old, var now):
                    map.indexes[old.Name] = now.Name;
                    break;
                case Change.Renamed({ Kind: ObjectKind.Type, Part.Length: > 0 } old, var now):
                    Inner(map.values, now.Name)[old.Part] = now.Part;
                    break;
                case Change.Renamed({ Kind: ObjectKind.Type or ObjectKind.Domain } old, var now):
                    map.types[old.Name] = now.Name;
                    break;
                case Change.Renamed(var old, var now):
                    map.relations[old.Name] = now.Name;
                    break;
                default:
                    break;
            }
        }

        return map;
    }

    /// <summary>The schema under the new names.</summary>
    public RelationalSchema Apply(RelationalSchema schema) =>
        relations.Count + types.Count + indexes.Count + ownIndexes.Count + columns.Count + constraints.Count + values.Count == 0
            ? schema
            : (
                schema with
                {
                    Enums = schema.Enums.Select(Of).ToSequence(),
                    Domains = schema
                        .Domains.Select(d =>
                            d with
                            {
                                Name = Type(d.Name),
                                Type = Of(d.Type),
                                Default = Text(d.Default, null),
                                Checks = d.Checks.Select(c => c with { Sql = Text(c.Sql, null)! }).ToSequence(),
                            }
                        )
                        .ToSequence(),
                    Composites = schema
                        .Composites.Select(c =>
                            c with
                            {
                                Name = Type(c.Name),
                                Attributes = c.Attributes.Select(a => a with { Type = Of(a.Type) }).ToSequence(),
                            }
                        )
                        .ToSequence(),
                    Sequences = schema.Sequences.Select(Of).ToSequence(),
                    Routines = schema.Routines.Select(Of).ToSequence(),
                    Views = schema.Views.Select(v => Of(v, schema)).ToSequence(),
                    Objects = schema.Objects.Select(o => Of(o, schema)).ToSequence(),
                    Dependencies = schema.Dependencies.Select(d => new Dependency(Of(d.Dependent), Of(d.On))).ToSequence(),
                    Grants = schema.Grants.Select(g => g with { On = Of(g.On) }).ToSequence(),
                    Revocations = schema.Revocations.Select(g => g with { On = Of(g.On) }).ToSequence(),
                    Owners = schema.Owners.Select(o => o with { Of = Of(o.Of) }).ToSequence(),
                    Comments = schema.Comments.Select(c => c with { On = Of(c.On) }).ToSequence(),
                    Tables = schema.Tables.Select(Of).ToSequence(),
                    VirtualTables = schema
                        .VirtualTables.Select(t =>
                            t with
                            {
                                Name = Relation(t.Name),
                                ContentOf = t.ContentOf is { } content ? Relation(content) : null,
                            }
                        )
                        .ToSequence(),
                }
            ).Sorted();

    private static Dictionary<string, string> Inner(
        Dictionary<QualifiedName, Dictionary<string, string>> map,
        QualifiedName key
    ) => map.TryGetValue(key, out var inner) ? inner : map[key] = new(StringComparer.Ordinal);

    private QualifiedName Relation(QualifiedName name) => relations.GetValueOrDefault(name, name);

    private QualifiedName Type(QualifiedName name) => types.GetValueOrDefault(name, name);

    private string Column(QualifiedName table, string column) =>
        columns.TryGetValue(table, out var map) ? map.GetValueOrDefault(column, column) : column;

    private ObjectId Of(ObjectId id) =>
        id.Kind switch
        {
            ObjectKind.Index when id.Part.Length > 0 => id with
            {
                Name = Relation(id.Name),
                Part = Own(ownIndexes, Relation(id.Name), id.Part),
            },
            ObjectKind.Index => id with { Name = indexes.GetValueOrDefault(id.Name, id.Name) },
            ObjectKind.Type or ObjectKind.Domain => id with { Name = Type(id.Name) },
            ObjectKind.Column or ObjectKind.ColumnSequence => id with
            {
                Name = Relation(id.Name),
                Part = Column(Relation(id.Name), id.Part),
            },
            ObjectKind.Constraint => id with { Name = Type(Relation(id.Name)), Part = Constraint(Relation(id.Name), id.Part) },
            ObjectKind.Table
            or ObjectKind.View
            or ObjectKind.MaterializedView
            or ObjectKind.Sequence
            or ObjectKind.ForeignTable
            or ObjectKind.VirtualTable
            or ObjectKind.Trigger
            or ObjectKind.Rule
            or ObjectKind.Policy => id with
            {
                Name = Relation(id.Name),
            },
            _ => id,
        };

    private EnumDefinition Of(EnumDefinition definition)
    {
        var name = Type(definition.Name);
        return definition with
        {
            Name = name,
            Values = values.TryGetValue(name, out var map)
                ? definition.Values.Select(v => map.GetValueOrDefault(v, v)).ToSequence()
                : definition.Values,
        };
    }

    private DataType Of(DataType type) =>
        type switch
        {
            DataType.Enum(var name) => new DataType.Enum(Type(name)),
            DataType.Array(var of) => new DataType.Array(Of(of)),
            DataType.Native(var engine, var sql) => new DataType.Native(engine, TypeText(sql)),
            _ => type,
        };

    private string TypeText(string sql) =>
        SqlWords.Replace(
            sql,
            (words, i) => words[i].Kind == SqlWordKind.Name && TypeOf(words[i].Text) is { } now ? Quote(now) : null
        );

    private string? TypeOf(string word) =>
        types.FirstOrDefault(t => t.Key.Name == word).Value?.Name
        ?? relations.FirstOrDefault(r => r.Key.Name == word).Value?.Name;

    private NumberSequence Of(NumberSequence sequence) =>
        sequence with
        {
            Name = Relation(sequence.Name),
            OwnedBy = sequence.OwnedBy is { } owner
                ? new(Relation(owner.Table), Column(Relation(owner.Table), owner.Column))
                : null,
        };

    private Routine Of(Routine routine) =>
        routine with
        {
            Arguments = TypeText(routine.Arguments),
            Returns = TypeText(routine.Returns),
            Signature = TypeText(routine.Signature),
            Body = routine.StandardBody ? Text(routine.Body, null)! : routine.Body,
        };

    private View Of(View view, RelationalSchema schema)
    {
        // Only columns of what the view reads follow; told of nothing, all do.
        var reads = schema.Dependencies.Where(d => d.Dependent == view.Id).Select(d => Relation(d.On.Name)).ToHashSet();
        var followed = columns
            .Where(c => reads.Count == 0 || reads.Contains(c.Key))
            .SelectMany(c => c.Value)
            .DistinctBy(c => c.Key)
            .ToDictionary(c => c.Key, c => c.Value, StringComparer.Ordinal);
        return view with
        {
            Name = Relation(view.Name),
            Query = schema.KeepsTextsAtRenames
                ? view.Query
                : Text(view.Query, followed, keepsNames: true, asTyped: schema.Engine == "sqlite")!,
            Columns = view.Columns.Select(c => c with { Type = Of(c.Type), Default = Text(c.Default, null) }).ToSequence(),
            Indexes = view.Indexes.Select(i => Of(i, view.Name.Schema, null)).ToSequence(),
        };
    }

    private SchemaObject Of(SchemaObject other, RelationalSchema schema)
    {
        var id = Of(other.Id);
        return other with
        {
            Id = id,
            Create = schema.KeepsTextsAtRenames ? other.Create : Text(other.Create, columns.GetValueOrDefault(id.Name))!,
        };
    }

    private Table Of(Table table)
    {
        var name = Relation(table.Name);
        var map = columns.GetValueOrDefault(name);
        return table with
        {
            Name = name,
            Columns = table
                .Columns.Select(c =>
                    c with
                    {
                        Name = Column(name, c.Name),
                        Type = Of(c.Type),
                        Default = Text(c.Default, null),
                        Generated = c.Generated is { } g ? g with { Sql = Text(g.Sql, map)! } : null,
                    }
                )
                .ToSequence(),
            PrimaryKey = table.PrimaryKey is { } key
                ? key with
                {
                    Name = Constraint(name, key.Name),
                    Columns = Names(key.Columns, name),
                    Details = Details(key.Details, map),
                }
                : null,
            Uniques = table
                .Uniques.Select(u =>
                    u with
                    {
                        Name = Constraint(name, u.Name),
                        Columns = Names(u.Columns, name),
                        Details = Details(u.Details, map),
                    }
                )
                .ToSequence(),
            Checks = table.Checks.Select(c => c with { Name = Constraint(name, c.Name), Sql = Text(c.Sql, map)! }).ToSequence(),
            Exclusions = table
                .Exclusions.Select(e => e with { Name = Constraint(name, e.Name), Sql = Text(e.Sql, map)! })
                .ToSequence(),
            ForeignKeys = table
                .ForeignKeys.Select(f =>
                    f with
                    {
                        Name = Constraint(name, f.Name),
                        Columns = Names(f.Columns, name),
                        ReferencedTable = Relation(f.ReferencedTable),
                        ReferencedColumns = Names(f.ReferencedColumns, Relation(f.ReferencedTable)),
                    }
                )
                .ToSequence(),
            Indexes = table.Indexes.Select(i => Of(i, name.Schema, name)).ToSequence(),
            Triggers = table
                .Triggers.Select(t => t with { Columns = Names(t.Columns, name), When = Text(t.When, map) })
                .ToSequence(),
            PartitionBy = Text(table.PartitionBy, map),
            PartitionOf = table.PartitionOf is { } p ? p with { Parent = Relation(p.Parent) } : null,
            Inherits = table.Inherits.Select(Relation).ToSequence(),
        };
    }

    private string Constraint(QualifiedName table, string name) => Own(constraints, table, name);

    private static string Own(Dictionary<QualifiedName, Dictionary<string, string>> names, QualifiedName table, string name) =>
        names.TryGetValue(table, out var map) ? map.GetValueOrDefault(name, name) : name;

    private Sequence<string> Names(Sequence<string> names, QualifiedName table) =>
        names.Select(n => Column(table, n)).ToSequence();

    private Sequence<Detail> Details(Sequence<Detail> details, Dictionary<string, string>? map) =>
        map is null ? details : details.Select(d => d with { Value = Text(d.Value, map)! }).ToSequence();

    private TableIndex Of(TableIndex index, string schema, QualifiedName? table)
    {
        var map = table is null ? null : columns.GetValueOrDefault(table);
        return index with
        {
            Name = table is not null
                ? Own(ownIndexes, table, indexes.GetValueOrDefault(new(schema, index.Name), new(schema, index.Name)).Name)
                : indexes.GetValueOrDefault(new(schema, index.Name), new(schema, index.Name)).Name,
            Parts = index
                .Parts.Select(p =>
                    p with
                    {
                        Column = p.Column is { } column && table is not null ? Column(table, column) : p.Column,
                        Expression = Text(p.Expression, map),
                    }
                )
                .ToSequence(),
            Include = table is null ? index.Include : Names(index.Include, table),
            Where = Text(index.Where, map),
        };
    }

    /// <summary>A text whose words follow the renames.</summary>
    /// <param name="sql">The text.</param>
    /// <param name="map">The columns that it can name.</param>
    /// <param name="keepsNames">Whether it is a query whose result keeps the names of its columns.</param>
    /// <param name="asTyped">Whether it stands as it was typed, with each name quoted as the engine then quotes it.</param>
    private string? Text(string? sql, Dictionary<string, string>? map, bool keepsNames = false, bool asTyped = false)
    {
        if (sql is null)
        {
            return null;
        }

        var depth = 0;
        return SqlWords.Replace(
            sql,
            (words, i) =>
            {
                var (word, next) = (words[i], i + 1 < words.Count ? words[i + 1].Text : "");
                if (word.Kind == SqlWordKind.Sign)
                {
                    depth += word.Text switch
                    {
                        "(" => 1,
                        ")" => -1,
                        _ => 0,
                    };
                    return null;
                }

                var afterCast = i > 0 && words[i - 1].Text == "::";
                if (word.Kind == SqlWordKind.Literal)
                {
                    return next == "::" && i + 2 < words.Count ? Literal(word.Text, words[i + 2].Text) : null;
                }

                if (afterCast)
                {
                    return TypeOf(word.Text) is { } type ? Quote(type) : null;
                }

                if (next == "(")
                {
                    return null;
                }

                if (map is not null && map.TryGetValue(word.Text, out var column) && next != ".")
                {
                    if (sql[word.Start] == '`')
                    {
                        return $"`{column.Replace("`", "``", StringComparison.Ordinal)}`";
                    }

                    if (asTyped)
                    {
                        return sql[word.Start] is '"' or '[' ? InQuotes(column) : Quote(column);
                    }

                    var shown = keepsNames && depth == 0 && (next == "," || next == "from") ? $" AS {Quote(word.Text)}" : "";
                    return Quote(column) + shown;
                }

                return relations.FirstOrDefault(r => r.Key.Name == word.Text).Value is { } relation
                    ? asTyped
                        ? InQuotes(relation.Name)
                        : Quote(relation.Name)
                    : null;
            }
        );
    }

    private string? Literal(string text, string type)
    {
        if (type == "regclass")
        {
            return relations.FirstOrDefault(r => $"{r.Key}" == text || r.Key.Name == text).Value is { } now ? $"'{now}'" : null;
        }

        return values.FirstOrDefault(v => v.Key.Name == type).Value is { } map && map.TryGetValue(text, out var value)
            ? $"'{value.Replace("'", "''")}'"
            : null;
    }

    private static string Quote(string name) =>
        name.Length > 0
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_')
        && !char.IsAsciiDigit(name[0])
            ? name
            : InQuotes(name);

    private static string InQuotes(string name) => $"\"{name.Replace("\"", "\"\"")}\"";
}
