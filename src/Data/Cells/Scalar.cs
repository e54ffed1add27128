namespace Dbwright.Data;

/// <summary>What kind of value a <see cref="Scalar"/> holds.</summary>
internal enum ScalarKind
{
    /// <summary>No value.</summary>
    Null,

    /// <summary>A truth value.</summary>
    Boolean,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A text.</summary>
    Text,

    /// <summary>A moment in milliseconds of the Unix epoch; dates are moments at midnight.</summary>
    Moment,

    /// <summary>A length of time in milliseconds.</summary>
    Length,
}

/// <summary>A value of a rule, without boxing.</summary>
internal readonly record struct Scalar(ScalarKind Kind, decimal Number, string? Text)
{
    /// <summary>No value.</summary>
    public static Scalar Null => default;

    /// <summary>A truth value.</summary>
    public static Scalar Of(bool value) => new(ScalarKind.Boolean, value ? 1 : 0, null);

    /// <summary>A number.</summary>
    public static Scalar Of(decimal value) => new(ScalarKind.Number, value, null);

    /// <summary>A text.</summary>
    public static Scalar Of(string value) => new(ScalarKind.Text, 0, value);

    /// <summary>A moment in milliseconds.</summary>
    public static Scalar Moment(long milliseconds) => new(ScalarKind.Moment, milliseconds, null);

    /// <summary>Whether it is no value.</summary>
    public bool IsNull => Kind == ScalarKind.Null;

    /// <summary>Whether it is the truth value true.</summary>
    public bool IsTrue => Kind == ScalarKind.Boolean && Number != 0;
}
