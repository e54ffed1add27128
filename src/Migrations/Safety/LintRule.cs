namespace Dbwright.Migrations;

/// <summary>
/// A rule of the review of migrations. It keeps nothing between two calls: what it needs to know of the file, of the schema so far and of the
/// transaction it is told.
/// </summary>
public abstract class LintRule
{
    /// <summary>What it says of itself.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>Whether it is also called for statements in the bodies of functions and procedures, which the migration does not run.</summary>
    public virtual bool ReadsRoutines => false;

    /// <summary>Looks at a statement, in the order of the text. Statements of <c>do</c> blocks count as their file's.</summary>
    public virtual void Check(StatementContext at) { }

    /// <summary>Looks at a file when all its statements have been read.</summary>
    public virtual void CheckFile(FileContext file) { }

    /// <summary>Looks at all files together, when all have been read.</summary>
    public virtual void CheckFolder(FolderContext folder) { }
}
