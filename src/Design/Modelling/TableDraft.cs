using Dbwright.Model;

namespace Dbwright.Design;

/// <summary>A table while it is made, with the trace of its columns and the profile of its rows.</summary>
/// <param name="entity">The entity, join entity or lookup that it holds.</param>
/// <param name="subject">The requirement's path.</param>
/// <param name="name">The table's name.</param>
internal sealed class TableDraft(string entity, string subject, QualifiedName name)
{
    private readonly Dictionary<string, ColumnMapping> mappings = new(StringComparer.Ordinal);

    public string Entity { get; } = entity;

    public string Subject { get; } = subject;

    public QualifiedName Name { get; } = name;

    public List<Column> Columns { get; } = [];

    public PrimaryKey? PrimaryKey { get; set; }

    public List<UniqueConstraint> Uniques { get; } = [];

    public List<CheckConstraint> Checks { get; } = [];

    public List<ForeignKey> ForeignKeys { get; } = [];

    public List<TableIndex> Indexes { get; } = [];

    public List<IndexTrace> Traces { get; } = [];

    public List<Trigger> Triggers { get; } = [];

    public List<ReferenceMapping> References { get; } = [];

    public List<ColumnProfile> Profiles { get; } = [];

    public List<ReferenceProfile> ReferenceProfiles { get; } = [];

    public List<Expression> Rules { get; } = [];

    public required string Comment { get; init; }

    public required Sequence<Detail> Details { get; init; }

    public ReferenceData? Fixed { get; set; }

    public long Rows { get; set; }

    /// <summary>The location of what it stands for.</summary>
    public Location? At { get; init; }

    public ColumnMapping Mapping(string column) => mappings[column];

    public Column Find(string column) => Columns.Find(c => c.Name == column)!;

    /// <summary>Adds a column.</summary>
    /// <exception cref="Failure">There is one of that name already.</exception>
    public void Add(Column column, ColumnMapping mapping, Location? at)
    {
        if (Columns.Find(c => c.Name.Equals(column.Name, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            throw Failure.Because(
                ExitStatus.BadInput,
                "column-name-taken",
                $"{mapping.Subject} and {mappings[other.Name].Subject} would both be the column {column.Name} of {Name}.",
                "A column holds one thing.",
                $"Rename one of them, name the reference with 'as ROLE', or pin a physical name: "
                    + $"{{ pin: name, on: {mapping.Subject}, value: …, reason: … }}.",
                at ?? At
            );
        }

        Columns.Add(column);
        mappings.Add(column.Name, mapping);
    }

    public Table Table() =>
        new(Name)
        {
            Columns = Columns.ToSequence(),
            PrimaryKey = PrimaryKey,
            Uniques = Uniques.ToSequence(),
            Checks = Checks.ToSequence(),
            ForeignKeys = ForeignKeys.ToSequence(),
            Indexes = Indexes.ToSequence(),
            Triggers = Triggers.ToSequence(),
            Comment = Comment,
            Details = Details,
        };

    public TableMapping Mapping() =>
        new(Entity, Name)
        {
            Subject = Subject,
            Columns = Columns.Select(c => mappings[c.Name]).ToSequence(),
            References = References.ToSequence(),
        };

    public TableProfile Profile() =>
        new(Name, Rows)
        {
            Columns = Profiles.ToSequence(),
            References = ReferenceProfiles.ToSequence(),
            Rules = Rules.ToSequence(),
            Fixed = Fixed,
        };
}
