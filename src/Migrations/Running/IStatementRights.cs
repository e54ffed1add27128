using Dbwright.Model;
using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>Which rights statements need, one after the other.</summary>
internal interface IStatementRights
{
    /// <summary>The rights that a statement needs, behind those before it.</summary>
    IEnumerable<NeededRight> Of(SqlStatement? statement);

    /// <summary>Notes what a statement leaves behind.</summary>
    void Settle(SqlStatement? statement);
}
