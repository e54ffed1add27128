namespace Dbwright.Model;

/// <summary>One statement that alters something, with what it does.</summary>
/// <param name="Sql">The statement, without final semicolon.</param>
public sealed record AlterStatement(string Sql)
{
    /// <summary>Whether what it brings can be used in the transaction that it stands in (a new value of an enumeration cannot).</summary>
    public bool UsableAtOnce { get; init; } = true;

    /// <summary>
    /// The beginning that it shares with others (<c>alter table orders</c>), when it is best put together with those that follow it: what
    /// writes a table anew is then done once. <see cref="Sql"/> is this, a space and the rest.
    /// </summary>
    public string? Head { get; init; }

    /// <summary>What it locks and how, in the engine's words; none where it is not known.</summary>
    public string? Lock { get; init; }

    /// <summary>What it does to a running system and its data.</summary>
    public Sequence<Hazard> Hazards { get; init; } = [];
}

/// <summary>What an engine does about changes of something that stays.</summary>
/// <param name="Statements">The statements in their order; empty when other statements bring the change with them.</param>
public sealed record Alteration(Sequence<AlterStatement> Statements)
{
    /// <summary>Parts that must be out of the way meanwhile; the plan drops them, with all that needs them, and makes them again.</summary>
    public Sequence<PartKey> Away { get; init; } = [];

    /// <summary>Other parts that the statements change as well, so that nothing else must do it.</summary>
    public Sequence<PartKey> Covers { get; init; } = [];

    /// <summary>What must be done before, in the first schema's terms and with the parts in <see cref="Away"/> still there.</summary>
    public Sequence<Finding> Findings { get; init; } = [];

    /// <summary>An alteration by statements that have no hazards.</summary>
    public static Alteration By(params ReadOnlySpan<string> statements) =>
        new([.. statements.ToArray().Select(s => new AlterStatement(s))]);
}

/// <summary>What there is at both ends of a migration.</summary>
/// <param name="From">The first schema, under the names that things have after renaming.</param>
/// <param name="To">The second schema.</param>
/// <param name="FromGraph">What needs what in the first.</param>
/// <param name="ToGraph">What needs what in the second.</param>
public sealed record AlterationContext(RelationalSchema From, RelationalSchema To, SchemaGraph FromGraph, SchemaGraph ToGraph)
{
    /// <summary>What is the same thing under another name.</summary>
    public Sequence<Change.Renamed> Renames { get; init; } = [];

    /// <summary>The version of the server that the statements are for, or none.</summary>
    public EngineVersion? Version => To.Version ?? From.Version;
}

/// <summary>Changes as statements of an engine.</summary>
public interface IAlterer
{
    /// <summary>Whether definitions can be undone with their transaction.</summary>
    bool UndoesDefinitions { get; }

    /// <summary>
    /// What lets routines be made, within the transaction, before what their text mentions; none where the engine does not look at it.
    /// </summary>
    string? LeaveBodiesUnchecked => null;

    /// <summary>
    /// Puts together the changes that this engine makes in one go. By default each stands alone; an engine that makes a table anew for
    /// some change returns all changes of that table as one group. Every change is in exactly one group.
    /// </summary>
    Sequence<Sequence<Change>> Together(Sequence<Change> changes, AlterationContext context) =>
        changes.Select(c => Sequence.Create<Change>([c])).ToSequence();

    /// <summary>Whether the engine has a statement for the rename; what cannot be renamed is dropped and made.</summary>
    bool CanRename(Change.Renamed rename) => true;

    /// <summary>
    /// Whether something that is only made or only dropped goes to <see cref="Alter"/> too, as the engine has no statement for it alone.
    /// </summary>
    bool AltersAlone(Change change, AlterationContext context) => false;

    /// <summary>
    /// Command lines of programs that do beside running work what the statement does in its way; none where there are none or none is needed.
    /// </summary>
    /// <param name="step">The statement.</param>
    /// <param name="schema">The schema that it runs on.</param>
    Sequence<string> Beside(MigrationStep step, RelationalSchema schema) => [];

    /// <summary>The steps with what must stand before and after all of them.</summary>
    Sequence<MigrationStep> Around(Sequence<MigrationStep> steps) => steps;

    /// <summary>
    /// The statements for a group with a <see cref="Change.Changed"/>, or with several changes. <see langword="null"/> when the part (of a
    /// group of one) must be dropped and made anew.
    /// </summary>
    Alteration? Alter(Sequence<Change> group, AlterationContext context);

    /// <summary>The statements that make a part which is not there; the other parts that come with it are in <see cref="Alteration.Covers"/>.</summary>
    Alteration Create(SchemaPart part, AlterationContext context);

    /// <summary>The statements that remove a part; the other parts that go with it are in <see cref="Alteration.Covers"/>.</summary>
    Alteration Drop(SchemaPart part, AlterationContext context);

    /// <summary>The statements that rename, written before any other change but after what is in the way of the new name is gone.</summary>
    Alteration Rename(Change.Renamed rename, AlterationContext context);
}
