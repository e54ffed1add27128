using Dbwright.Model;

namespace Dbwright.Documents;

/// <summary>A point of a diagram, in pixels.</summary>
internal readonly record struct DiagramPoint(int X, int Y);

/// <summary>A foreign key as it is drawn: from the referring column to the referenced table.</summary>
internal sealed class DiagramEdge
{
    /// <summary>The foreign key.</summary>
    public required ForeignKey Key { get; init; }

    /// <summary>The box of the referring table.</summary>
    public required DiagramBox Child { get; init; }

    /// <summary>The box of the referenced table.</summary>
    public required DiagramBox Parent { get; init; }

    /// <summary>Whether at most one row refers to another.</summary>
    public required bool IsOneToOne { get; init; }

    /// <summary>Whether the reference may be missing.</summary>
    public required bool IsOptional { get; init; }

    /// <summary>Whether it leaves its child on the right side.</summary>
    public bool LeavesRight { get; set; }

    /// <summary>Whether it reaches its parent on the right side.</summary>
    public bool EntersRight { get; set; }

    /// <summary>The gutters it passes, from the child's to the parent's; gutter n lies left of lane n.</summary>
    public List<int> Gutters { get; } = [];

    /// <summary>The heights of its horizontal parts: at the child, in the gaps of the lanes between, at the parent.</summary>
    public List<int> Levels { get; } = [];

    /// <summary>The corners from the child to the parent.</summary>
    public List<DiagramPoint> Points { get; } = [];
}
