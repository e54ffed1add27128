using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads the elements of DBML as they are written; what names mean is found out later.</summary>
internal sealed partial class DbmlParser(List<DbmlToken> tokens)
{
    private static readonly string[] Elements =
    [
        "Table",
        "TablePartial",
        "Enum",
        "Ref",
        "TableGroup",
        "Project",
        "Note",
        "Records",
        "DiagramView",
    ];

    private int at;

    public List<DbmlTable> Tables { get; } = [];

    public List<DbmlTable> Partials { get; } = [];

    public List<(DbmlName Name, Sequence<string> Values)> Enums { get; } = [];

    public List<DbmlReference> References { get; } = [];

    /// <summary>Notes that stand for themselves.</summary>
    public List<(string Name, string Text, Location At)> Notes { get; } = [];

    /// <summary>Elements that a schema has no place for.</summary>
    public List<(string Element, Location At)> Ignored { get; } = [];

    /// <summary>The engine that the project names, in lower case and without blanks: <c>postgresql</c>.</summary>
    public string? DatabaseType { get; private set; }

    private DbmlToken Next => tokens[at];

    /// <summary>Reads everything.</summary>
    /// <exception cref="Failure">It is no DBML (<see cref="ExitStatus.BadInput"/>).</exception>
    public void Read()
    {
        while (Next.Kind != DbmlTokenKind.End)
        {
            var element = Next;
            if (element.Kind != DbmlTokenKind.Word)
            {
                throw Expected($"an element ({string.Join(", ", Elements)})");
            }

            at++;
            switch (element.Text.ToLowerInvariant())
            {
                case "table":
                    Tables.Add(Table());
                    break;
                case "tablepartial":
                    Partials.Add(Table());
                    break;
                case "enum":
                    Enums.Add(Enumeration());
                    break;
                case "ref":
                    Reference();
                    break;
                case "note":
                    StickyNote();
                    break;
                case "tablegroup" or "records" or "diagramview":
                    Ignored.Add((element.Text, element.At));
                    SkipBlock();
                    break;
                case "project":
                    var start = at;
                    SkipBlock();
                    DatabaseType = FindDatabaseType(start, at) ?? DatabaseType;
                    break;
                default:
                    throw Wrong(
                        element.At,
                        $"\"{element.Text}\" is no element of DBML.",
                        NearestName.Of(element.Text, Elements) is { } near
                            ? $"Did you mean {near}?"
                            : $"Elements are {string.Join(", ", Elements)}."
                    );
            }
        }
    }

    private string? FindDatabaseType(int from, int to)
    {
        for (var i = from; i + 2 < to; i++)
        {
            if (
                tokens[i] is { Kind: DbmlTokenKind.Word, Text: "database_type" }
                && tokens[i + 1].Text == ":"
                && tokens[i + 2].Kind == DbmlTokenKind.Text
            )
            {
                return tokens[i + 2].Text.Replace(" ", "").ToLowerInvariant();
            }
        }

        return null;
    }

    /// <summary>A failure at a place of the text.</summary>
    public static Failure Wrong(Location at, string title, string? fix = null) =>
        Failure.Because(ExitStatus.BadInput, "dbml", title, fix: fix, at: at);

    private (DbmlName, Sequence<string>) Enumeration()
    {
        var name = QualifiedName();
        var values = new List<string>();
        Take("{");
        while (!Try("}"))
        {
            values.Add(Name("a value").Text);
            Settings();
        }

        return (name, values.ToSequence());
    }

    private void StickyNote()
    {
        var name = Name("the name of the note");
        Take("{");
        var text = Next;
        if (text.Kind != DbmlTokenKind.Text)
        {
            throw Expected("a text in quotes");
        }

        at++;
        Take("}");
        Notes.Add((name.Text, text.Text, name.At));
    }

    private void Reference()
    {
        var name = IsName(Next) ? QualifiedName().Name.Name : null;
        Settings();
        if (Try(":"))
        {
            References.Add(ReferenceLine(name));
            return;
        }

        Take("{");
        while (!Try("}"))
        {
            References.Add(ReferenceLine(name));
        }
    }

    private DbmlReference ReferenceLine(string? name)
    {
        var left = End();
        var sign = Sign();
        var right = End();
        return new(name, left, sign, right, Settings());
    }

    private string Sign()
    {
        if (Next is { Kind: DbmlTokenKind.Sign, Text: ">" or "<" or "-" or "<>" } sign)
        {
            at++;
            return sign.Text;
        }

        throw Expected("one of > (many to one), < (one to many), - (one to one), <> (many to many)");
    }

    private DbmlEnd End()
    {
        var names = new List<DbmlToken> { Name("a table") };
        while (Try("."))
        {
            if (Try("("))
            {
                var columns = new List<(string, Location)>();
                do
                {
                    var column = Name("a column");
                    columns.Add((column.Text, column.At));
                } while (Try(","));
                Take(")");
                return new(Qualified(names), columns);
            }

            names.Add(Name("a column"));
        }

        if (names.Count < 2)
        {
            throw Expected("\".\" and a column");
        }

        var last = names[^1];
        return new(Qualified(names[..^1]), [(last.Text, last.At)]);
    }

    private static DbmlName Qualified(List<DbmlToken> names) =>
        names.Count switch
        {
            1 => new(Model.QualifiedName.Of(names[0].Text), names[0].At),
            2 => new(Namespaced(names[0].Text, names[1].Text), names[0].At),
            _ => throw Wrong(names[2].At, "A table has a name and at most one namespace.", null),
        };

    // DBML calls the default namespace public.
    private static QualifiedName Namespaced(string schema, string name) => new(schema == "public" ? "" : schema, name);

    private DbmlName QualifiedName()
    {
        var first = Name("a name");
        return Try(".")
            ? new(Namespaced(first.Text, Name("a name").Text), first.At)
            : new(Model.QualifiedName.Of(first.Text), first.At);
    }

    private List<DbmlSetting> Settings()
    {
        var settings = new List<DbmlSetting>();
        if (!Try("["))
        {
            return settings;
        }

        do
        {
            var start = Next;
            var words = new List<string>();
            while (Next.Kind == DbmlTokenKind.Word)
            {
                words.Add(Next.Text);
                at++;
            }

            if (words.Count == 0)
            {
                throw Expected("a setting");
            }

            var value = new List<DbmlToken>();
            if (Try(":"))
            {
                var depth = 0;
                while (
                    Next.Kind != DbmlTokenKind.End && (depth > 0 || Next is not { Kind: DbmlTokenKind.Sign, Text: "," or "]" })
                )
                {
                    depth += Next is { Kind: DbmlTokenKind.Sign, Text: "(" } ? 1 : 0;
                    depth -= Next is { Kind: DbmlTokenKind.Sign, Text: ")" } ? 1 : 0;
                    value.Add(Next);
                    at++;
                }

                if (value.Count == 0)
                {
                    throw Expected("a value");
                }
            }

            settings.Add(new(string.Join(" ", words).ToLowerInvariant(), start.At, value));
        } while (Try(","));
        Take("]");
        return settings;
    }

    private void SkipBlock()
    {
        while (Next is not { Kind: DbmlTokenKind.Sign, Text: "{" })
        {
            if (Next.Kind == DbmlTokenKind.End)
            {
                throw Expected("\"{\"");
            }

            at++;
        }

        var depth = 0;
        do
        {
            if (Next.Kind == DbmlTokenKind.End)
            {
                throw Expected("\"}\"");
            }

            depth += Next is { Kind: DbmlTokenKind.Sign, Text: "{" } ? 1 : 0;
            depth -= Next is { Kind: DbmlTokenKind.Sign, Text: "}" } ? 1 : 0;
            at++;
        } while (depth > 0);
    }

    private static bool IsName(DbmlToken token) => token.Kind is DbmlTokenKind.Word or DbmlTokenKind.Quoted;

    private DbmlToken Name(string what)
    {
        if (!IsName(Next))
        {
            throw Expected(what);
        }

        return tokens[at++];
    }

    private bool Try(string sign)
    {
        var isThere = Next.Kind == DbmlTokenKind.Sign && Next.Text == sign;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void Take(string sign)
    {
        if (!Try(sign))
        {
            throw Expected($"\"{sign}\"");
        }
    }

    private Failure Expected(string what) => Wrong(Next.At, $"Expected {what}, found {Next}.");
}
