using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>Writes down what was decided for this document, why, and what follows.</summary>
internal sealed class DecisionRecords(
    Draft draft,
    TypeDesign types,
    IReadOnlyList<TableDraft> tables,
    Sequence<NormalFormReport> forms,
    Sequence<string> waiting
)
{
    private Requirements Document => draft.Requirements;

    /// <summary>The decisions, the most far-reaching first.</summary>
    public Sequence<Decision> Write() =>
        ((Decision?[])[Keys(), Names(), Types(), Enums(), NormalForm(), Deletes(), Joins(), Audit(), SoftDelete(), Pins()])
            .OfType<Decision>()
            .ToSequence();

    private Decision Keys()
    {
        var natural = Document.Entities.Where(e => !KeyDesign.HasSurrogate(e)).ToList();
        var surrogate = Document.Entities.Where(KeyDesign.HasSurrogate).ToList();
        var uuid = Document.Conventions.Keys == KeyConvention.Uuid7;
        var kind = uuid ? "a UUIDv7" : "a 64-bit number that the database gives";
        return new(
            "keys",
            $"Surrogate keys are {(uuid ? "UUIDv7" : "64-bit identity columns")}",
            $"{Count(surrogate.Count, "entity", "entities")} of {Document.Entities.Count} declare no key of their own; every reference copies the key that it refers to.",
            $"{(surrogate.Count > 0 ? $"{List(surrogate.Select(e => e.Name))} get a column id with {kind}. " : "")}"
                + (
                    natural.Count > 0
                        ? $"Keys that the document declares are the primary keys: {List(natural.Select(e => $"{e.Name} ({string.Join(", ", e.Key)})"))}."
                        : "No entity declares a natural key."
                ),
            uuid
                ? "Keys can be made by any writer without asking the database and reveal when a row was made; they take 16 bytes where a number takes 8."
                : "Keys are small and inserted at the end of the index; they reveal how many rows there are, so addresses on the web should use something else."
        )
        {
            Rejected = uuid
                ? ["Identity: needs a round trip to the database before related rows can be written."]
                :
                [
                    "Random UUIDs (version 4): new entries land all over the index, which costs cache and write-ahead log.",
                    "32-bit numbers: they end at 2,147,483,647, and changing the type later rewrites every referring table.",
                ],
        };
    }

    private Decision Names()
    {
        var reserved = draft.Findings.Where(f => f.Rule == "reserved-word").Select(f => f.Subject!).ToList();
        return new(
            "names",
            "Tables are plural, columns are named as in the document",
            "The document names entities in the singular; physical names must be unique, at most 63 bytes, and predictable for those who write SQL by hand.",
            "Tables are the plural of their entity, references are role and key (customer_id), constraints begin with pk, uq, ck, fk or idx "
                + "and name their table and columns. A name over 63 bytes is cut and ends in eight digits of its own hash. "
                + (
                    reserved.Count > 0
                        ? $"Reserved words keep their name and are quoted: {List(reserved)}."
                        : $"No name is a reserved word of {draft.Engine.Title}."
                ),
            "The same document always gives the same names, on every engine."
        )
        {
            Rejected =
            [
                "A suffix for reserved words: which words are reserved differs by engine and version, and names would with it.",
            ],
        };
    }

    private Decision Types()
    {
        var chosen = tables
            .SelectMany(t => t.Columns.Select(c => (Mapping: t.Mapping(c.Name), Column: c)))
            .Where(c => c.Mapping is { Attribute: not null, Type: not null })
            .GroupBy(c => (c.Mapping.Type!.Kind, Type: draft.Types.Write(c.Column.Type)))
            .OrderBy(g => g.Key.Kind)
            .ThenBy(g => g.Key.Type, StringComparer.Ordinal)
            .Select(g => $"{Comments.Words(g.Key.Kind)} as {g.Key.Type} ({g.Count()})");
        var scaled = tables.Sum(t => t.Columns.Count(c => t.Mapping(c.Name) is { Attribute: not null, ScaleDigits: > 0 }));
        return new(
            "types",
            $"Data types on {draft.Engine.Title}{(draft.Version is { } version ? $" {version.Major}" : "")}",
            "The document says what values mean; the engine's types say how they are stored, compared and checked.",
            $"{string.Join("; ", chosen)}. What the type does not enforce (length, range, form) is a check constraint.",
            (
                scaled > 0
                    ? $"{Count(scaled, "column holds", "columns hold")} exact decimals as scaled whole numbers; readers must divide. "
                    : ""
            )
                + $"{tables.Sum(t => t.Checks.Count)} check constraints refuse wrong values whoever writes them; each costs a comparison on insert."
        )
        {
            Rejected =
            [
                "Limited varchar: raising a limit changes the column's type, where a check is just replaced.",
                "Floating point for amounts: most decimal fractions have no exact binary form.",
            ],
        };
    }

    private Decision? Enums()
    {
        var attributes = Document
            .Entities.SelectMany(e => e.Attributes)
            .Concat(Document.Relationships.SelectMany(r => r.Attributes))
            .Where(a => a.Type.Kind == SemanticKind.Enum)
            .ToList();
        if (attributes.Count == 0)
        {
            return null;
        }

        var convention = Document.Conventions.Enums;
        var isNative = convention == EnumConvention.Native && draft.Types.HasEnums;
        var (title, consequence) = (convention, isNative) switch
        {
            (EnumConvention.Lookup, _) => (
                "Closed value sets are lookup tables",
                "A value is added by inserting a row; every write checks a foreign key."
            ),
            (_, true) => (
                "Closed value sets are types of the engine",
                "Values are compact and ordered; one can be added but never removed without replacing the type."
            ),
            _ => (
                "Closed value sets are text with a check",
                "A value is added by replacing the check constraint, which reads the table once."
            ),
        };
        return new(
            "enums",
            title,
            $"{Count(attributes.Count, "attribute has", "attributes have")} a closed set of values: {List(attributes.Select(a => a.Id))}.",
            convention == EnumConvention.Native && !isNative
                ? $"The document asks for types of the engine, which {draft.Engine.Title} does not have; the values are text with a check instead."
                : "As the document's conventions say.",
            consequence
        )
        {
            Rejected = convention switch
            {
                EnumConvention.Lookup => ["A check: changing the values needs a change of the schema."],
                _ when isNative => ["A check: values are compared as text and repeated in every row."],
                _ =>
                [
                    "Types of the engine: a value cannot be removed, and not every engine has them.",
                    "Lookup tables: a join or a foreign key check for sets that change with the application anyway.",
                ],
            },
        };
    }

    private Decision NormalForm()
    {
        var below = forms.Where(f => f.NormalForm is "1NF" or "2NF").ToList();
        var third = forms.Where(f => f.NormalForm == "3NF").ToList();
        var declared = Document.Dependencies.Count;
        return new(
            "normal-form",
            below.Count == 0
                ? "The schema is in third normal form or better"
                : $"{List(below.Select(f => f.Entity))}: kept below third normal form",
            declared == 0
                ? "The document declares no functional dependencies, so only the keys are known to determine anything."
                : $"The document declares {Count(declared, "functional dependency", "functional dependencies")} beside the keys.",
            below.Count == 0
                ? $"{Count(forms.Count - third.Count, "entity is", "entities are")} in BCNF{(third.Count > 0 ? $", {List(third.Select(f => f.Entity))} in 3NF, which keeps every dependency enforceable" : "")}."
                : $"{List(below.Select(f => $"{f.Entity} is in {f.NormalForm}: {string.Join(' ', f.Violations)}"))} They are kept as the document has them; splitting them is the owner's decision.",
            below.Count == 0
                ? "Each fact is stored once; queries join where they need more than one entity."
                : "The dependent values are repeated and must be changed together; the findings name the parts into which the entities could be split without loss."
        )
        {
            Rejected = below
                .Select(f =>
                    $"Splitting {f.Entity} into {string.Join(" and ", f.Decomposition.Select(p => $"({string.Join(", ", p)})"))} unasked."
                )
                .ToSequence(),
        };
    }

    private Decision? Deletes()
    {
        var references = tables.SelectMany(t => t.ForeignKeys.Select(k => (Table: t, Key: k))).ToList();
        if (references.Count == 0)
        {
            return null;
        }

        string Those(ReferentialAction action) =>
            List(
                references
                    .Where(r => r.Key.OnDelete == action)
                    .Select(r => $"{r.Table.Name} to {r.Key.ReferencedTable}")
                    .Distinct()
            );
        var refusing = references.Count(r => r.Key.OnDelete is ReferentialAction.Restrict or ReferentialAction.NoAction);
        return new(
            "delete-rules",
            "Deleting a referenced row is refused unless its rows belong to it",
            $"{references.Count} foreign keys; the document names the rule of {Document.Relationships.Count(r => r.OnDeleteGiven)} of {Document.Relationships.Count} relationships.",
            $"{refusing} refuse. "
                + $"Rows that go with what they belong to (cascade): {Those(ReferentialAction.Cascade)}. "
                + $"References that become empty (set null): {Those(ReferentialAction.SetNull)}."
                + (
                    waiting.Count > 0
                        ? $" {List(waiting)} refuse only at the end of the statement (NO ACTION), since one deletion cascades to both of their ends."
                        : ""
                ),
            "No reference ever points to nothing. A deletion that cascades takes as long as there are rows that go with it; every foreign key has an index for this."
        )
        {
            Rejected = ["Cascading everywhere: one wrong delete would remove data that nobody asked to remove."],
        };
    }

    private Decision? Joins()
    {
        var joins = Document.Relationships.Where(r => r.IsManyToMany).ToList();
        return joins.Count == 0
            ? null
            : new(
                "join-tables",
                "Many-to-many relationships are tables whose key is the pair",
                $"{Count(joins.Count, "relationship is", "relationships are")} many-to-many: {List(joins.Select(r => r.Id))}.",
                $"{List(joins.Select(r => $"{r.Role} is the table {tables.First(t => t.Subject == r.Id).Name}"))}. "
                    + "The primary key is (left, right); the other direction has an index of its own.",
                "A pair exists at most once, and both directions are found by an index."
            )
            {
                Rejected = ["A surrogate key: a further column and index, and the pair would still need to be unique."],
            };
    }

    private Decision Audit() =>
        Document.Conventions.Audit
            ? new(
                "audit",
                "Every table has created_at and updated_at",
                "Who investigates an error asks first when a row came to be and when it changed.",
                $"{tables.Count(t => t.Triggers.Count > 0)} tables have both; created_at has a default, updated_at is kept by a trigger, so that no writer can forget it.",
                "Two moments in each row, and one trigger call for each updated row. What was changed, and by whom, is not recorded."
            )
            {
                Rejected = ["Leaving it to the application: one forgotten statement and the column lies."],
            }
            : new(
                "audit",
                "No audit columns",
                "The document switches them off (conventions.audit: false).",
                "Tables have only the columns that the document names.",
                "The database does not know when a row was made or changed."
            );

    private Decision? SoftDelete()
    {
        var entities = Document.Conventions.SoftDelete;
        if (entities.Count == 0)
        {
            return null;
        }

        var uniques = tables
            .Where(t => entities.Contains(t.Entity))
            .SelectMany(t => t.Indexes.Where(i => i.Unique))
            .Select(i => i.Name)
            .ToList();
        return new(
            "soft-delete",
            $"Rows of {List(entities)} are marked deleted",
            "The document wants them to be recoverable (conventions.soft_delete).",
            "A column deleted_at is null while the row counts; patterns leave marked rows out unless they mention deleted_at."
                + (uniques.Count > 0 ? $" Uniqueness holds among rows that count: {List(uniques)}." : ""),
            "Deleted rows still take space and still hold personal data; what must be erased has to be deleted for good. "
                + "References to marked rows stay valid: foreign keys do not see the mark."
        )
        {
            Rejected = ["A table of deleted rows: restoring one would have to move it and everything that refers to it."],
        };
    }

    private Decision? Pins()
    {
        if (Document.Physical.Count == 0)
        {
            return null;
        }

        var costs = types.Pinned.Where(p => p.Cost is not null).Select(p => $"{p.Attribute.Id}: {p.Cost}").ToList();
        return new(
            "owner",
            "Decisions of the owner",
            $"{Count(Document.Physical.Count, "pin", "pins")} in the document (physical).",
            string.Join(
                ' ',
                Document.Physical.Select(p =>
                    Comments.Sentence($"{Kind(p.Kind)} of {p.Target}: {p.Value} ({p.Reason.TrimEnd('.')})")
                )
            ),
            costs.Count > 0 ? $"They are obeyed, at a cost: {string.Join(' ', costs)}" : "They are obeyed."
        );
    }

    private static string Kind(PinKind kind) =>
        kind switch
        {
            PinKind.AddIndex => "index",
            PinKind.ForbidIndex => "no index",
            _ => kind.ToString().ToLowerInvariant(),
        };

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";

    private static string List(IEnumerable<string> items)
    {
        var all = items.ToList();
        return all.Count == 0 ? "none" : string.Join(", ", all);
    }
}
