namespace Dbwright.Data;

/// <summary>Makes the values of a row satisfy the checks of its table.</summary>
internal abstract class RowSolver
{
    /// <summary>Why rows are hard to find, for the failure.</summary>
    public abstract string Obstacle { get; }

    /// <summary>What to do about it, or none.</summary>
    public virtual string? Remedy => null;

    /// <summary>Whether checks are about the column.</summary>
    public abstract bool Manages(int column);

    /// <summary>Begins an attempt: chooses a way of satisfying the checks.</summary>
    public abstract void Begin(RowFrame frame);

    /// <summary>Whether a column must be null in this attempt, or must not; none where either will do.</summary>
    public abstract bool? Null(RowFrame frame, int column);

    /// <summary>Puts a value into the row: the usual one, or another where the checks and the values so far demand it.</summary>
    /// <returns>Whether there is one.</returns>
    public abstract bool Fit(RowFrame frame, RowStep step);

    /// <summary>Whether the conditions hold whose last column this is.</summary>
    public abstract bool Completes(RowFrame frame, int column);

    /// <summary>Whether the complete row satisfies every check.</summary>
    public abstract bool Holds(RowFrame frame);
}
