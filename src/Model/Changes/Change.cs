namespace Dbwright.Model;

/// <summary>One difference between two schemas, from a closed set; it carries both ends, so that it can be read backwards.</summary>
public abstract record Change
{
    private Change() { }

    /// <summary>The object that differs, as it is called after the change (before it, when it is dropped).</summary>
    public abstract ObjectId On { get; }

    /// <summary>The change that undoes this one.</summary>
    public abstract Change Reversed();

    /// <summary>The change as a sentence without full stop: <c>column orders.total changed: type, nullable</c>.</summary>
    public abstract override string ToString();

    /// <summary>A part that is not in the first schema.</summary>
    public sealed record Created(SchemaPart Part) : Change
    {
        /// <inheritdoc />
        public override ObjectId On => Part.Id;

        /// <inheritdoc />
        public override Change Reversed() => new Dropped(Part);

        /// <inheritdoc />
        public override string ToString() => $"{Words(Part)} created";
    }

    /// <summary>A part that is not in the second schema.</summary>
    public sealed record Dropped(SchemaPart Part) : Change
    {
        /// <inheritdoc />
        public override ObjectId On => Part.Id;

        /// <inheritdoc />
        public override Change Reversed() => new Created(Part);

        /// <inheritdoc />
        public override string ToString() => $"{Words(Part)} dropped";
    }

    /// <summary>A part that is in both and not the same.</summary>
    /// <param name="From">As it was, under the name that it has now.</param>
    /// <param name="To">As it is.</param>
    /// <param name="Aspects">What of it differs, in the words of the model, sorted: <c>nullable</c>, <c>type</c>.</param>
    public sealed record Changed(SchemaPart From, SchemaPart To, Sequence<string> Aspects) : Change
    {
        /// <inheritdoc />
        public override ObjectId On => To.Id;

        /// <inheritdoc />
        public override Change Reversed() => new Changed(To, From, Aspects);

        /// <inheritdoc />
        public override string ToString() => $"{Words(To)} changed: {string.Join(", ", Aspects)}";
    }

    /// <summary>The same thing under another name: a table, a column, a type; with a part, a value of an enumeration.</summary>
    /// <param name="From">What it was called; a column's table stands under its old name.</param>
    /// <param name="To">What it is called; a column's table stands under its new name.</param>
    public sealed record Renamed(ObjectId From, ObjectId To) : Change
    {
        /// <inheritdoc />
        public override ObjectId On => To;

        /// <inheritdoc />
        public override Change Reversed() => new Renamed(To, From);

        /// <inheritdoc />
        public override string ToString() =>
            To is { Kind: ObjectKind.Type, Part.Length: > 0 }
                ? $"value '{From.Part}' of type {From.Name} renamed to '{To.Part}'"
                : $"{From} renamed to {(To.Part.Length > 0 ? To.Part : To.Name)}";
    }

    /// <summary>The changes that undo these, in the reverse order.</summary>
    public static Sequence<Change> Reverse(Sequence<Change> changes) => changes.Reverse().Select(c => c.Reversed()).ToSequence();

    // The kind says more than the identifier does where several kinds share one: checks and foreign keys are constraints.
    private static string Words(SchemaPart part) =>
        part.Facet.Length > 0 ? $"{part.Key}"
        : part is SchemaPart.ConstraintPart constraint ? $"{part.Kind} {constraint.Table}.{constraint.Name}"
        : part is SchemaPart.Enumeration or SchemaPart.Composite ? $"{part.Kind} {part.Id.Name}"
        : $"{part.Id}";
}
