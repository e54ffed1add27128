using Dbwright.Model;

namespace Dbwright.Sql;

/// <summary><c>drop</c>.</summary>
/// <param name="Kind">Of what: <c>table</c>, <c>index</c>, <c>materialized view</c> …</param>
/// <param name="Names">The objects.</param>
/// <param name="Span">The part of the text.</param>
public sealed record DropStatement(string Kind, Sequence<SqlObjectName> Names, TextSpan Span) : SqlStatement(Span)
{
    /// <summary>Whether <c>if exists</c>.</summary>
    public bool IfExists { get; init; }

    /// <summary>Whether <c>concurrently</c>.</summary>
    public bool IsConcurrently { get; init; }

    /// <summary>Whether <c>cascade</c>.</summary>
    public bool IsCascade { get; init; }

    /// <summary>The table of <c>drop trigger x on t</c> and the like.</summary>
    public SqlObjectName? Table { get; init; }

    /// <summary>What stood behind, as written: <c>algorithm=inplace</c>.</summary>
    public string Rest { get; init; } = "";

    private protected override void Collect(NodeList to) => to.Add(Names).Add(Table);
}

/// <summary><c>create view</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Query">The query.</param>
/// <param name="Span">The part of the text.</param>
public sealed record CreateViewStatement(SqlObjectName Name, SqlStatement Query, TextSpan Span) : SqlStatement(Span)
{
    /// <summary>Whether <c>materialized</c>.</summary>
    public bool IsMaterialized { get; init; }

    /// <summary>Whether <c>or replace</c>.</summary>
    public bool IsReplace { get; init; }

    /// <summary>Whether <c>temporary</c>.</summary>
    public bool IsTemporary { get; init; }

    /// <summary>Whether <c>if not exists</c>.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The names of the columns.</summary>
    public Sequence<SqlName> Columns { get; init; } = [];

    /// <summary>What stood before and behind the query, as written: <c>definer</c>, <c>with check option</c>, <c>with no data</c>.</summary>
    public Sequence<SqlOption> Options { get; init; } = [];

    private protected override void Collect(NodeList to) => to.Add(Name).Add(Options).Add(Query);
}

/// <summary><c>create function</c>, <c>procedure</c>, <c>aggregate</c>.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Name">The name.</param>
/// <param name="Span">The part of the text.</param>
public sealed record CreateRoutineStatement(string Kind, SqlObjectName Name, TextSpan Span) : SqlStatement(Span)
{
    /// <summary>Whether <c>or replace</c>.</summary>
    public bool IsReplace { get; init; }

    /// <summary>The parameters as written.</summary>
    public TextSpan Parameters { get; init; }

    /// <summary>The type returned.</summary>
    public SqlType? Returns { get; init; }

    /// <summary>The language in lower case; empty when none is said.</summary>
    public string Language { get; init; } = "";

    /// <summary>The body: in PostgreSQL without its quotes; <see langword="null"/> when there is none.</summary>
    public TextSpan? Body { get; init; }

    /// <summary>What else was said: <c>security definer</c>, <c>immutable</c>, <c>set search_path</c> with its value …</summary>
    public Sequence<SqlOption> Options { get; init; } = [];

    private protected override void Collect(NodeList to) => to.Add(Name).Add(Returns).Add(Options);
}

/// <summary><c>create trigger</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Table">The table.</param>
/// <param name="Span">The part of the text.</param>
public sealed record CreateTriggerStatement(SqlObjectName Name, SqlObjectName Table, TextSpan Span) : SqlStatement(Span)
{
    /// <summary>Whether <c>or replace</c>.</summary>
    public bool IsReplace { get; init; }

    /// <summary>Whether <c>if not exists</c>.</summary>
    public bool IfNotExists { get; init; }

    /// <summary><c>before insert or update of a</c>, as written.</summary>
    public string Event { get; init; } = "";

    /// <summary>The condition of <c>when</c>.</summary>
    public SqlExpression? When { get; init; }

    /// <summary>The function of PostgreSQL.</summary>
    public SqlObjectName? Function { get; init; }

    /// <summary>The body of MariaDB and SQLite.</summary>
    public TextSpan? Body { get; init; }

    private protected override void Collect(NodeList to) => to.Add(Name).Add(Table).Add(When).Add(Function);
}

/// <summary><c>create type</c> and <c>create domain</c>.</summary>
/// <param name="Name">The name.</param>
/// <param name="Kind"><c>enum</c>, <c>composite</c>, <c>range</c>, <c>domain</c>, <c>base</c>, <c>shell</c>.</param>
/// <param name="Span">The part of the text.</param>
public sealed record CreateTypeStatement(SqlObjectName Name, string Kind, TextSpan Span) : SqlStatement(Span)
{
    /// <summary>The values of an enumeration.</summary>
    public Sequence<string> Values { get; init; } = [];

    /// <summary>The fields of a composite type.</summary>
    public Sequence<SqlColumn> Fields { get; init; } = [];

    /// <summary>The type below a domain.</summary>
    public SqlType? Type { get; init; }

    /// <summary>The constraints of a domain.</summary>
    public Sequence<SqlConstraint> Constraints { get; init; } = [];

    private protected override void Collect(NodeList to) => to.Add(Name).Add(Type).Add(Fields).Add(Constraints);
}

/// <summary><c>create</c> of another object: schema, sequence, extension, role, policy, event, rule, server …</summary>
/// <param name="Kind">Of what.</param>
/// <param name="Name">The name; without parts when there is none.</param>
/// <param name="Span">The part of the text.</param>
public sealed record CreateObjectStatement(string Kind, SqlObjectName Name, TextSpan Span) : SqlStatement(Span)
{
    /// <summary>Whether <c>or replace</c>.</summary>
    public bool IsReplace { get; init; }

    /// <summary>Whether <c>if not exists</c>.</summary>
    public bool IfNotExists { get; init; }

    /// <summary>The table of <c>create policy p on t</c> and the like.</summary>
    public SqlObjectName? Table { get; init; }

    /// <summary>The expressions of <c>using</c> and <c>with check</c> of a policy.</summary>
    public Sequence<SqlExpression> Expressions { get; init; } = [];

    /// <summary>What follows the name, as written.</summary>
    public string Rest { get; init; } = "";

    private protected override void Collect(NodeList to) => to.Add(Name).Add(Table).Add(Expressions);
}

/// <summary><c>comment on</c>.</summary>
/// <param name="Kind">On what.</param>
/// <param name="Name">The object; a column with its table.</param>
/// <param name="Text">The comment; <see langword="null"/> to remove it.</param>
/// <param name="Span">The part of the text.</param>
public sealed record CommentStatement(string Kind, SqlObjectName Name, string? Text, TextSpan Span) : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Name);
}

/// <summary><c>grant</c> and <c>revoke</c>.</summary>
/// <param name="IsRevoke">Whether it takes away.</param>
/// <param name="Privileges">The privileges or roles, as written.</param>
/// <param name="Kind">On what: <c>table</c>, <c>all tables in schema</c> …; empty for roles.</param>
/// <param name="Objects">The objects, as written.</param>
/// <param name="Grantees">To whom or from whom, with what follows, as written.</param>
/// <param name="Span">The part of the text.</param>
public sealed record GrantStatement(bool IsRevoke, string Privileges, string Kind, string Objects, string Grantees, TextSpan Span)
    : SqlStatement(Span);

/// <summary><c>truncate</c>.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="IsCascade">Whether <c>cascade</c>.</param>
/// <param name="RestartsIdentity">Whether <c>restart identity</c>.</param>
/// <param name="Span">The part of the text.</param>
public sealed record TruncateStatement(
    Sequence<SqlTableSource.Named> Tables,
    bool IsCascade,
    bool RestartsIdentity,
    TextSpan Span
) : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Tables);
}

/// <summary><c>begin</c>, <c>commit</c>, <c>rollback</c>, <c>savepoint</c> and their kin.</summary>
/// <param name="Kind"><c>begin</c>, <c>commit</c>, <c>rollback</c>, <c>savepoint</c>, <c>release</c>, <c>rollback to</c>, <c>prepare</c>.</param>
/// <param name="Rest">What follows, as written: modes or the name.</param>
/// <param name="Span">The part of the text.</param>
public sealed record TransactionStatement(string Kind, string Rest, TextSpan Span) : SqlStatement(Span);

/// <summary><c>set</c>, <c>reset</c>, in SQLite <c>pragma</c>.</summary>
/// <param name="Scope"><c>local</c>, <c>session</c>, <c>global</c>, <c>reset</c>, <c>pragma</c>; empty when nothing is said.</param>
/// <param name="Name">The setting in lower case.</param>
/// <param name="Value">The value as written, strings without quotes when they are alone.</param>
/// <param name="Span">The part of the text.</param>
public sealed record SetStatement(string Scope, string Name, string Value, TextSpan Span) : SqlStatement(Span);

/// <summary><c>vacuum</c>, <c>analyze</c>, <c>reindex</c>, <c>cluster</c>, <c>refresh materialized view</c>, <c>optimize</c>, <c>check</c>, <c>repair</c>.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Options">Its words and options in lower case: <c>full</c>, <c>concurrently</c>.</param>
/// <param name="Objects">The objects.</param>
/// <param name="Span">The part of the text.</param>
public sealed record MaintenanceStatement(string Kind, Sequence<string> Options, Sequence<SqlObjectName> Objects, TextSpan Span)
    : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Objects);
}

/// <summary><c>lock table</c>.</summary>
/// <param name="Tables">The tables.</param>
/// <param name="Mode">The mode, as written; empty when nothing is said.</param>
/// <param name="Span">The part of the text.</param>
public sealed record LockStatement(Sequence<SqlTableSource.Named> Tables, string Mode, TextSpan Span) : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Tables);
}

/// <summary><c>copy</c>.</summary>
/// <param name="Table">The table; <see langword="null"/> for a query.</param>
/// <param name="Query">The query.</param>
/// <param name="IsFrom">Whether rows come in.</param>
/// <param name="Data">The rows that follow <c>from stdin</c> in the text.</param>
/// <param name="Span">The part of the text, without the rows.</param>
public sealed record CopyStatement(SqlObjectName? Table, SqlStatement? Query, bool IsFrom, TextSpan? Data, TextSpan Span)
    : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Table).Add(Query);
}

/// <summary><c>do</c>.</summary>
/// <param name="Language">The language; empty when nothing is said.</param>
/// <param name="Body">The body without its quotes.</param>
/// <param name="Span">The part of the text.</param>
public sealed record DoStatement(string Language, TextSpan Body, TextSpan Span) : SqlStatement(Span);

/// <summary><c>call f(…)</c>.</summary>
/// <param name="Call">The call.</param>
/// <param name="Span">The part of the text.</param>
public sealed record CallStatement(SqlExpression Call, TextSpan Span) : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Call);
}

/// <summary>A statement with a statement in it: <c>explain</c>, <c>prepare</c>, <c>declare … cursor</c>.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Options">What stands before the inner statement, as written.</param>
/// <param name="Statement">The inner statement; <see langword="null"/> when it is given otherwise.</param>
/// <param name="Span">The part of the text.</param>
public sealed record NestedStatement(string Kind, string Options, SqlStatement? Statement, TextSpan Span) : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Statement);
}

/// <summary><c>rename table a to b</c> of MariaDB.</summary>
/// <param name="Names">Old and new names by turns.</param>
/// <param name="Span">The part of the text.</param>
public sealed record RenameTablesStatement(Sequence<SqlObjectName> Names, TextSpan Span) : SqlStatement(Span)
{
    private protected override void Collect(NodeList to) => to.Add(Names);
}
