using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A rule that looks at the actions of <c>alter table</c>, one by one.</summary>
public abstract class TableActionRule : LintRule
{
    /// <inheritdoc />
    public sealed override void Check(StatementContext at)
    {
        if (at.Statement is AlterStatement { Kind: "table" } alter)
        {
            foreach (var action in alter.Actions.AsSpan())
            {
                Check(at, alter, action);
            }
        }
    }

    /// <summary>Looks at an action.</summary>
    protected abstract void Check(StatementContext at, AlterStatement alter, SqlAction action);
}
