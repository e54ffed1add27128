using Dbwright.Model;

namespace Dbwright.Migrations;

/// <summary>What every decision about phases looks at.</summary>
/// <param name="Start">The first schema, with tables under their new names.</param>
/// <param name="Goal">The second schema.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Options">What was asked for.</param>
internal sealed record Phasing(RelationalSchema Start, RelationalSchema Goal, Engine Engine, StagingOptions Options)
{
    /// <summary>The ends as the engine's alterer takes them.</summary>
    public AlterationContext Context { get; } = new(Start, Goal, SchemaGraph.Of(Start), SchemaGraph.Of(Goal));

    /// <summary>Which part is when.</summary>
    public StageEdits Edits { get; } = new(Start, Goal);

    /// <summary>What a person should know.</summary>
    public List<Finding> Findings { get; } = [];

    /// <summary>Changes that another one has brought with it.</summary>
    public HashSet<PartKey> Settled { get; } = [];

    /// <summary>Tables that another of the same rows takes the place of.</summary>
    public HashSet<QualifiedName> Exchanged { get; } = [];

    /// <summary>Tables with triggers that do not fire while they are filled.</summary>
    public HashSet<QualifiedName> Quieted { get; } = [];

    /// <summary>What the first columns of primary keys that change are called until they have their names again.</summary>
    public Dictionary<QualifiedName, string> KeyShadows { get; } = [];

    /// <summary>Forms that leave an application in peace.</summary>
    public IOnlineForms Forms { get; } = Engine.Require<IOnlineForms>();

    /// <summary>Whether the table is there before.</summary>
    public bool IsOld(QualifiedName table) => Start.Find(table) is not null;

    /// <summary>What the engine does about a change at once.</summary>
    public Alteration? AtOnce(Change.Changed change) => Engine.Require<IAlterer>().Alter([change], Context);

    /// <summary>Whether a statement keeps others waiting for as long as the table is large.</summary>
    public static bool IsSlow(Alteration alteration) =>
        alteration.Statements.Any(s =>
            s.Hazards.Any(h => h.Kind is HazardKind.Rewrite or HazardKind.Scan or HazardKind.IndexBuild)
        );

    /// <summary>Says that something cannot be done while an application runs.</summary>
    public void Interrupts(ObjectId on, string why) =>
        Findings.Add(
            new("interrupts-application", Severity.Warning, $"{on} is changed at once: {why}")
            {
                Detail = "Statements of the application wait or fail meanwhile. The file says which lock it takes.",
                Subject = $"{on}",
                Fix = "Run it in a maintenance window, or change it in two plans by way of a new column.",
            }
        );

    /// <summary>A statement that fills a column of all rows, in batches of its table's key.</summary>
    public void Fill(
        PlanPhase phase,
        QualifiedName table,
        string column,
        ColumnValue value,
        string condition,
        bool isDown = false
    )
    {
        var names = Engine.Require<INames>();
        var update = $"update {names.Quote(table)} set {names.Quote(column)} = {value.Sql} where {condition}";
        // On the way back the old key is empty at first.
        var key =
            isDown && KeyShadows.GetValueOrDefault(table) is { } shadow ? shadow : Start.Find(table)!.PrimaryKey?.Columns[0];
        var remark = key is null ? "" : $"-- dbwright:backfill {names.Quote(key)} batch {Options.BatchRows}\n";
        Edits.Data.Add(
            new(phase, remark + update, new(ObjectKind.Column, table, column))
            {
                IsDown = isDown,
                IsFirst = phase == PlanPhase.Validate,
                IsFill = true,
                Alone = key is not null,
                Hazards = value.MayFail ? [Misfit(table, column)] : [],
            }
        );
        if (key is null)
        {
            Interrupts(
                new(ObjectKind.Table, table),
                "it has no primary key to go through in batches, so one update changes all rows."
            );
        }
    }

    private static Hazard Misfit(QualifiedName table, string column) =>
        new(HazardKind.DependsOnData, $"Fails when a value does not fit into {table}.{column}.");

    /// <summary>Nothing of a query may be there at the end of a phase.</summary>
    public void Check(PlanPhase phase, ObjectId on, string query, string message) =>
        Edits.Data.Add(new(phase, Forms.Assert(query, message), on));
}
