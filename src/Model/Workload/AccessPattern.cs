namespace Dbwright.Model;

/// <summary>One named query or write of the application, with its rate and its latency target.</summary>
public abstract record AccessPattern
{
    /// <summary>Its kebab-case name.</summary>
    public required string Name { get; init; }

    /// <summary>Its stable path.</summary>
    public string Id => $"access.{Name}";

    /// <summary>What the application does with it.</summary>
    public string About { get; init; } = "";

    /// <summary>How often it runs per second; none when the document leaves it open.</summary>
    public decimal? PerSecond { get; init; }

    /// <summary>Its 95th percentile must not exceed this; the document's default where it says nothing.</summary>
    public required TimeSpan TargetP95 { get; init; }

    /// <summary>Its 99th percentile must not exceed this.</summary>
    public required TimeSpan TargetP99 { get; init; }

    /// <summary>Where it is declared.</summary>
    public Location? At { get; init; }

    /// <summary>The entity it starts from; none for free SQL.</summary>
    public abstract string? Entity { get; }

    /// <summary>Whether it changes data.</summary>
    public virtual bool IsWrite => false;

    /// <summary>Whether it is a reporting aggregate, whose latency is judged apart from that of lookups.</summary>
    public virtual bool IsReport => false;

    /// <summary><c>find:</c> rows of one entity by conditions, in an order.</summary>
    public sealed record Find(string From) : AccessPattern
    {
        /// <inheritdoc />
        public override string Entity => From;

        /// <summary>Conditions, all of which hold.</summary>
        public Sequence<Condition> Where { get; init; } = [];

        /// <summary>The order.</summary>
        public Sequence<SortKey> Sort { get; init; } = [];

        /// <summary>The greatest number of rows, or none.</summary>
        public int? Limit { get; init; }

        /// <summary>The paths returned; empty means every attribute.</summary>
        public Sequence<Expression.Reference> Return { get; init; } = [];

        /// <summary>Whether later pages are asked for too; they are keyset pages (<c>pages: true</c>).</summary>
        public bool Paged { get; init; }
    }

    /// <summary><c>search:</c> full text over some attributes.</summary>
    public sealed record Search(string From) : AccessPattern
    {
        /// <inheritdoc />
        public override string Entity => From;

        /// <summary>The text attributes searched, the most important first.</summary>
        public Sequence<string> In { get; init; } = [];

        /// <summary>Further conditions.</summary>
        public Sequence<Condition> Where { get; init; } = [];

        /// <summary>The language whose stemming is used; <c>simple</c> for none.</summary>
        public string Language { get; init; } = "english";

        /// <summary>The greatest number of rows.</summary>
        public int Limit { get; init; } = 20;

        /// <summary>The paths returned; empty means every attribute.</summary>
        public Sequence<Expression.Reference> Return { get; init; } = [];
    }

    /// <summary><c>similar:</c> nearest neighbours of a vector.</summary>
    public sealed record Similar(string From) : AccessPattern
    {
        /// <inheritdoc />
        public override string Entity => From;

        /// <summary>The vector attribute.</summary>
        public required string By { get; init; }

        /// <summary><c>cosine</c>, <c>l2</c> or <c>inner-product</c>.</summary>
        public string Metric { get; init; } = "cosine";

        /// <summary>The embedding model, when named.</summary>
        public string? EmbeddingModel { get; init; }

        /// <summary>The share of true neighbours wanted, 0 to 1.</summary>
        public decimal Recall { get; init; } = 0.95m;

        /// <summary>Conditions on the neighbours.</summary>
        public Sequence<Condition> Where { get; init; } = [];

        /// <summary>How many neighbours.</summary>
        public int Limit { get; init; } = 10;
    }

    /// <summary><c>near:</c> the closest rows to a point.</summary>
    public sealed record Near(string From) : AccessPattern
    {
        /// <inheritdoc />
        public override string Entity => From;

        /// <summary>The location attribute.</summary>
        public required string By { get; init; }

        /// <summary>The greatest distance in metres, or none.</summary>
        public decimal? WithinMetres { get; init; }

        /// <summary>Further conditions.</summary>
        public Sequence<Condition> Where { get; init; } = [];

        /// <summary>How many rows.</summary>
        public int Limit { get; init; } = 20;

        /// <summary>The paths returned; empty means every attribute.</summary>
        public Sequence<Expression.Reference> Return { get; init; } = [];
    }

    /// <summary><c>traverse:</c> along a self-referencing relationship.</summary>
    public sealed record Traverse(string From) : AccessPattern
    {
        /// <inheritdoc />
        public override string Entity => From;

        /// <summary>The role of the self-reference.</summary>
        public required string Along { get; init; }

        /// <summary>Whether it goes from an ancestor to its descendants (down) or the other way.</summary>
        public bool Down { get; init; } = true;

        /// <summary>The greatest number of steps.</summary>
        public int Depth { get; init; } = 10;

        /// <summary>The paths returned; empty means every attribute.</summary>
        public Sequence<Expression.Reference> Return { get; init; } = [];
    }

    /// <summary><c>aggregate:</c> measures by groups.</summary>
    public sealed record Aggregate(string From) : AccessPattern
    {
        /// <inheritdoc />
        public override string Entity => From;

        /// <inheritdoc />
        public override bool IsReport => true;

        /// <summary>Conditions, all of which hold.</summary>
        public Sequence<Condition> Where { get; init; } = [];

        /// <summary>What the rows are grouped by; empty for one total.</summary>
        public Sequence<GroupKey> Group { get; init; } = [];

        /// <summary>What is computed; at least one.</summary>
        public Sequence<Measure> Measures { get; init; } = [];

        /// <summary>The order of the groups, by the names of keys or measures.</summary>
        public Sequence<SortKey> Sort { get; init; } = [];

        /// <summary>The greatest number of groups, or none.</summary>
        public int? Limit { get; init; }

        /// <summary>How old the answer may be; none means it must be current.</summary>
        public TimeSpan? Freshness { get; init; }
    }

    /// <summary><c>insert:</c> new rows of an entity.</summary>
    public sealed record Insert(string Into) : AccessPattern
    {
        /// <inheritdoc />
        public override string Entity => Into;

        /// <inheritdoc />
        public override bool IsWrite => true;
    }

    /// <summary><c>update:</c> attributes of the rows that satisfy the conditions.</summary>
    public sealed record Update(string Of) : AccessPattern
    {
        /// <inheritdoc />
        public override string Entity => Of;

        /// <inheritdoc />
        public override bool IsWrite => true;

        /// <summary>Conditions, all of which hold.</summary>
        public Sequence<Condition> Where { get; init; } = [];

        /// <summary>The attributes or roles that get new values.</summary>
        public Sequence<string> Set { get; init; } = [];
    }

    /// <summary><c>delete:</c> the rows that satisfy the conditions.</summary>
    public sealed record Delete(string From) : AccessPattern
    {
        /// <inheritdoc />
        public override string Entity => From;

        /// <inheritdoc />
        public override bool IsWrite => true;

        /// <summary>Conditions, all of which hold.</summary>
        public Sequence<Condition> Where { get; init; } = [];
    }

    /// <summary><c>sql:</c> a query that the forms above cannot say, with <c>:name</c> parameters over physical names.</summary>
    public sealed record FreeSql(string Text) : AccessPattern
    {
        /// <inheritdoc />
        public override string? Entity => null;

        /// <inheritdoc />
        public override bool IsReport => Report;

        /// <summary>Whether the author calls it a report (<c>report: true</c>).</summary>
        public bool Report { get; init; }

        /// <summary>For each parameter, the attribute whose values it takes.</summary>
        public Sequence<SqlParameterSource> Parameters { get; init; } = [];
    }
}

/// <summary>Where the values of a parameter of free SQL come from.</summary>
/// <param name="Name">The parameter's name without colon.</param>
/// <param name="Path">Entity and attribute whose stored values are drawn: <c>order.placed_at</c>.</param>
public sealed record SqlParameterSource(string Name, Expression.Reference Path);

/// <summary>How a condition compares.</summary>
public enum ConditionOperator
{
    /// <summary><c>=</c></summary>
    Equal,

    /// <summary><c>!=</c></summary>
    NotEqual,

    /// <summary><c>&lt;</c></summary>
    Less,

    /// <summary><c>&lt;=</c></summary>
    LessOrEqual,

    /// <summary><c>&gt;</c></summary>
    Greater,

    /// <summary><c>&gt;=</c></summary>
    GreaterOrEqual,

    /// <summary><c>between</c> two values.</summary>
    Between,

    /// <summary><c>in</c> a list.</summary>
    In,

    /// <summary><c>contains</c> a text somewhere, ignoring case.</summary>
    Contains,

    /// <summary><c>starts with</c> a text.</summary>
    StartsWith,

    /// <summary><c>has</c>: a JSON document contains another.</summary>
    Has,

    /// <summary><c>is null</c></summary>
    IsNull,

    /// <summary><c>is not null</c></summary>
    IsNotNull,
}

/// <summary>One condition of a pattern.</summary>
/// <param name="Path">An attribute, or a role (meaning the reference itself), or a path over references to an attribute.</param>
/// <param name="Operator">How it compares.</param>
/// <param name="Values">
/// Constants, when the author gives them (<c>status = active</c>); otherwise empty: the values are parameters. <c>placed_at within 7 days</c>
/// is <see cref="ConditionOperator.Between"/> with a single constant: the length in seconds; its start is a parameter.
/// </param>
/// <param name="At">Where it is written.</param>
public sealed record Condition(Expression.Reference Path, ConditionOperator Operator, Sequence<Expression> Values, Location? At)
{
    /// <summary>Whether the compared value is fixed, so that a partial index can rely on it.</summary>
    public bool IsConstant =>
        Operator is ConditionOperator.IsNull or ConditionOperator.IsNotNull
        || (Values.Count > 0 && !IsWithin && !Values.Any(v => v is Expression.Now));

    /// <summary>Whether it is a range of fixed length whose start is a parameter (<c>within 7 days</c>).</summary>
    public bool IsWithin => Operator == ConditionOperator.Between && Values.Count == 1;
}

/// <summary>One key of an order.</summary>
/// <param name="Path">An attribute, a path to one, or (for aggregates) the name of a group or measure.</param>
/// <param name="Descending">Greatest first.</param>
public sealed record SortKey(Expression.Reference Path, bool Descending);

/// <summary>What rows are grouped by.</summary>
/// <param name="Path">The attribute or role.</param>
/// <param name="Unit">For timestamps: <c>hour</c>, <c>day</c>, <c>week</c>, <c>month</c>, <c>year</c>; none for the value itself.</param>
/// <param name="Name">The result column's name.</param>
public sealed record GroupKey(Expression.Reference Path, string? Unit, string Name);

/// <summary>What an aggregate computes.</summary>
/// <param name="Function"><c>count</c>, <c>sum</c>, <c>avg</c>, <c>min</c>, <c>max</c> or <c>count distinct</c>.</param>
/// <param name="Path">The attribute; none for a plain count.</param>
/// <param name="Name">The result column's name.</param>
public sealed record Measure(string Function, Expression.Reference? Path, string Name);
