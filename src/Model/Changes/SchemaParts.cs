using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Dbwright.Model;

/// <summary>A schema as the set of its parts.</summary>
public static class SchemaParts
{
    // Whoever compares, plans and writes asks again for the parts of the same few schemas.
    private static readonly ConditionalWeakTable<RelationalSchema, Dictionary<PartKey, SchemaPart>> Known = [];

    /// <summary>All parts by key. Two schemas have equal parts exactly when they are equal but for version, dependencies and column order.</summary>
    /// <exception cref="Failure">Two parts have one name (<see cref="ExitStatus.BadInput"/>).</exception>
    public static IReadOnlyDictionary<PartKey, SchemaPart> Of(RelationalSchema schema) => Known.GetValue(schema, Take);

    private static Dictionary<PartKey, SchemaPart> Take(RelationalSchema schema)
    {
        var parts = new Dictionary<PartKey, SchemaPart>();
        foreach (var part in All(schema))
        {
            if (!parts.TryAdd(part.Key, part))
            {
                throw Failure.Because(
                    ExitStatus.BadInput,
                    "defined-twice",
                    $"{part.Key} is defined twice.",
                    "A schema has one definition for each object."
                );
            }
        }

        return parts;
    }

    /// <summary>The part that an object is.</summary>
    /// <exception cref="Failure">The schema has no such object (<see cref="ExitStatus.BadInput"/>).</exception>
    public static SchemaPart Find(RelationalSchema schema, ObjectId id) =>
        Of(schema).TryGetValue(new(id), out var part)
            ? part
            : throw Failure.Because(ExitStatus.BadInput, "object-unknown", $"The schema has no {id}.");

    /// <summary>What stands for the content of a schema: the first 16 hexadecimal digits of the SHA-256 of all its parts.</summary>
    public static string Fingerprint(RelationalSchema schema)
    {
        var text = string.Join('\n', Of(schema).OrderBy(p => p.Key).Select(p => $"{p.Key}: {p.Value}"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
    }

    /// <summary>The namespaces that the schema needs, the default one apart: PostgreSQL's <c>public</c> is always there.</summary>
    public static IEnumerable<string> Namespaces(RelationalSchema schema) =>
        schema
            .Tables.Select(t => t.Name.Schema)
            .Concat(schema.Enums.Select(e => e.Name.Schema))
            .Concat(schema.Domains.Select(d => d.Name.Schema))
            .Concat(schema.Composites.Select(c => c.Name.Schema))
            .Concat(schema.Sequences.Select(s => s.Name.Schema))
            .Concat(schema.Routines.Select(r => r.Name.Schema))
            .Concat(schema.Views.Select(v => v.Name.Schema))
            .Concat(schema.Objects.Where(o => o.Id.Kind != ObjectKind.Schema).Select(o => o.Id.Name.Schema))
            .Concat(schema.Extensions.Select(e => e.Schema ?? ""))
            .Concat(schema.Objects.Where(o => o.Id.Kind == ObjectKind.Schema).Select(o => o.Id.Name.Name))
            .Where(n => n is not ("" or "public"))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>The comments that stand in the records of what they are on; <see cref="RelationalSchema.Comments"/> has the others.</summary>
    public static IEnumerable<SchemaPart.Comment> Comments(RelationalSchema schema)
    {
        foreach (var type in schema.Enums)
        {
            if (type.Comment is { } text)
            {
                yield return new(new(ObjectKind.Type, type.Name), text);
            }
        }

        foreach (var routine in schema.Routines)
        {
            if (routine.Comment is { } text)
            {
                yield return new(routine.Id, text);
            }
        }

        foreach (var table in schema.Tables)
        {
            foreach (
                var comment in Comments(schema, new(ObjectKind.Table, table.Name), table.Comment, table.Columns, table.Indexes)
            )
            {
                yield return comment;
            }
        }

        foreach (var view in schema.Views)
        {
            foreach (var comment in Comments(schema, view.Id, view.Comment, view.Columns, view.Indexes))
            {
                yield return comment;
            }
        }
    }

    private static IEnumerable<SchemaPart.Comment> Comments(
        RelationalSchema schema,
        ObjectId relation,
        string? whole,
        Sequence<Column> columns,
        Sequence<TableIndex> indexes
    )
    {
        if (whole is not null)
        {
            yield return new(relation, whole);
        }

        foreach (var column in columns)
        {
            if (column.Comment is { } text)
            {
                yield return new(new(ObjectKind.Column, relation.Name, column.Name), text);
            }
        }

        foreach (var index in indexes)
        {
            if (index.Comment is { } text)
            {
                yield return new(schema.IndexId(relation.Name, index.Name), text);
            }
        }
    }

    private static IEnumerable<SchemaPart> All(RelationalSchema schema)
    {
        IEnumerable<IEnumerable<SchemaPart>> all =
        [
            Namespaces(schema).Select(n => new SchemaPart.Namespace(n)),
            schema.Extensions.Select(e => new SchemaPart.ExtensionPart(e)),
            schema.Enums.Select(e => new SchemaPart.Enumeration(e with { Comment = null })),
            schema.Domains.Select(d => new SchemaPart.Domain(
                d with
                {
                    Checks = d.Checks.OrderBy(c => c.Name, StringComparer.Ordinal).ToSequence(),
                }
            )),
            schema.Composites.Select(c => new SchemaPart.Composite(c)),
            schema.Sequences.Select(s => new SchemaPart.NumberSequencePart(
                s with
                {
                    OwnedBy = null,
                    Details = InOrder(s.Details),
                }
            )),
            schema.Sequences.Where(s => s.OwnedBy is not null).Select(s => new SchemaPart.OwnedBy(s.Name, s.OwnedBy!)),
            schema.Routines.Select(r => new SchemaPart.RoutinePart(r with { Comment = null })),
            schema.Views.SelectMany(v => OfView(schema, v)),
            schema.Tables.SelectMany(t => OfTable(schema, t)),
            schema.VirtualTables.Select(t => new SchemaPart.VirtualTablePart(t)),
            schema
                .Objects.Where(o => o.Id.Kind != ObjectKind.Schema)
                .Select(o => new SchemaPart.Other(o with { Details = InOrder(o.Details) })),
            Comments(schema),
            schema.Comments.Select(c => new SchemaPart.Comment(c.On, c.Text)),
            schema.Owners.Select(o => new SchemaPart.Owner(o)),
            schema.Grants.Select(g => new SchemaPart.Right(g)),
            schema.Revocations.Select(g => new SchemaPart.Revocation(g)),
        ];
        return all.SelectMany(p => p);
    }

    private static IEnumerable<SchemaPart> OfView(RelationalSchema schema, View view) =>
        [
            new SchemaPart.ViewPart(
                view.Sorted() with
                {
                    Indexes = [],
                    Triggers = [],
                    Comment = null,
                    Columns = [.. view.Columns.Select(c => c with { Comment = null })],
                }
            ),
            .. view.Indexes.Select(i => OfIndex(schema, view.Name, i)),
            .. view.Triggers.Select(t => new SchemaPart.TriggerPart(view.Name, t)),
        ];

    private static IEnumerable<SchemaPart> OfTable(RelationalSchema schema, Table table) =>
        [
            new SchemaPart.TablePart(
                new(table.Name)
                {
                    PartitionBy = table.PartitionBy,
                    PartitionOf = table.PartitionOf,
                    Inherits = table.Inherits,
                    Details = InOrder(table.Details),
                }
            ),
            .. table.Columns.SelectMany(c => OfColumn(table.Name, c)),
            .. table.PrimaryKey is { } key ? [new SchemaPart.PrimaryKeyPart(table.Name, key)] : Array.Empty<SchemaPart>(),
            .. table.Uniques.Select(u => new SchemaPart.Unique(table.Name, u)),
            .. table.Checks.Select(c => new SchemaPart.Check(table.Name, c)),
            .. table.Exclusions.Select(e => new SchemaPart.Exclusion(table.Name, e)),
            .. table.ForeignKeys.Select(f => new SchemaPart.ForeignKeyPart(table.Name, f)),
            .. table.Indexes.Select(i => OfIndex(schema, table.Name, i)),
            .. table.Triggers.Select(t => new SchemaPart.TriggerPart(table.Name, t)),
        ];

    private static IEnumerable<SchemaPart> OfColumn(QualifiedName table, Column column)
    {
        yield return new SchemaPart.ColumnPart(
            table,
            column is { Default: null, Comment: null, Details.Count: < 2 }
                ? column
                : column with
                {
                    Default = null,
                    Comment = null,
                    Details = InOrder(column.Details),
                }
        );
        if (column.Default is { } sql)
        {
            yield return new SchemaPart.ColumnDefault(table, column.Name, sql);
        }
    }

    private static SchemaPart.Index OfIndex(RelationalSchema schema, QualifiedName table, TableIndex index) =>
        new(
            table,
            index is { Comment: null, Details.Count: < 2 }
                ? index
                : index with
                {
                    Comment = null,
                    Details = InOrder(index.Details),
                }
        )
        {
            NamedWithinTable = schema.NamesIndexesWithinTables,
        };

    private static Sequence<Detail> InOrder(Sequence<Detail> details) =>
        details.Count < 2 ? details : details.Order().ToSequence();
}
