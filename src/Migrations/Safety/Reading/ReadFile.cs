using Dbwright.Sql;

namespace Dbwright.Migrations;

/// <summary>A statement as it was read.</summary>
/// <param name="Statement">The statement.</param>
/// <param name="Error">
/// What was wrong first in it or before it, as the rest is often a consequence; <see langword="null"/> for nothing.
/// </param>
internal sealed record ReadStatement(SqlStatement Statement, SqlSyntaxError? Error);

/// <summary>A file whose statements are read when they are gone through, unless that has been done before.</summary>
/// <param name="file">The file.</param>
/// <param name="dialect">Whose SQL it is.</param>
internal sealed class ReadFile(MigrationText file, SqlDialect dialect)
{
    private List<ReadStatement>? read;

    /// <summary>The file.</summary>
    public MigrationText File => file;

    /// <summary>Its statements, where they have been read before they are gone through.</summary>
    public IReadOnlyList<ReadStatement>? Known => read;

    /// <summary>Its statements, to be gone through once.</summary>
    public IEnumerable<ReadStatement> Statements => read ?? Walk();

    /// <summary>Its comments, as far as has been read; none where no findings are wanted.</summary>
    public List<TextSpan> Comments { get; } = [];

    /// <summary>What was wrong behind the last statement.</summary>
    public SqlSyntaxError? LastError { get; private set; }

    /// <summary>Reads all statements now.</summary>
    public void Read() => read = [.. Walk()];

    private IEnumerable<ReadStatement> Walk()
    {
        var errors = new List<SqlSyntaxError>();
        foreach (var statement in SqlParser.Statements(file.Text, dialect, errors, file.IsReported ? Comments : null))
        {
            yield return new(statement, errors.Count > 0 ? errors[0] : null);
            errors.Clear();
        }

        LastError = errors.Count > 0 ? errors[0] : null;
    }
}
