using System.Text;

namespace Dbwright.Formats;

/// <content>Tables and what is in them.</content>
internal sealed partial class DbmlParser
{
    private DbmlTable Table()
    {
        var table = new DbmlTable(QualifiedName());
        if (Next is { Kind: DbmlTokenKind.Word } word && word.Text.Equals("as", StringComparison.OrdinalIgnoreCase))
        {
            at++;
            table.Alias = Name("an alias").Text;
        }

        table.Note = Settings().Find(s => s.Name == "note")?.Value[0].Text;
        Take("{");
        while (!Try("}"))
        {
            Member(table);
        }

        return table;
    }

    private void Member(DbmlTable table)
    {
        if (Try("~"))
        {
            var part = Name("the name of a TablePartial");
            table.Parts.Add((part.Text, part.At, table.Columns.Count));
            return;
        }

        var opens = at + 1 < tokens.Count && tokens[at + 1] is { Kind: DbmlTokenKind.Sign, Text: "{" or ":" };
        var element = Next.Kind == DbmlTokenKind.Word && opens ? Next.Text.ToLowerInvariant() : "";
        switch (element)
        {
            case "note":
                table.Note = Note();
                break;
            case "indexes":
                at += 2;
                while (!Try("}"))
                {
                    table.Indexes.Add(Index());
                }

                break;
            case "checks":
                at += 2;
                while (!Try("}"))
                {
                    table.Checks.Add(Check());
                }

                break;
            case "records":
                Ignored.Add((Next.Text, Next.At));
                SkipBlock();
                break;
            default:
                table.Columns.Add(Column());
                break;
        }
    }

    private string Note()
    {
        at++;
        var isBlock = Try("{");
        if (!isBlock)
        {
            Take(":");
        }

        if (Next.Kind != DbmlTokenKind.Text)
        {
            throw Expected("a text in quotes");
        }

        var text = tokens[at++].Text;
        if (isBlock)
        {
            Take("}");
        }

        return text;
    }

    private DbmlIndex Index()
    {
        var start = Next.At;
        var keys = new List<DbmlToken>();
        if (Try("("))
        {
            do
            {
                keys.Add(Key());
            } while (Try(","));
            Take(")");
        }
        else
        {
            keys.Add(Key());
        }

        return new(keys, start, Settings());
    }

    private DbmlToken Key() =>
        Next.Kind == DbmlTokenKind.Expression ? tokens[at++] : Name("a column, or an expression between backticks");

    private DbmlCheck Check()
    {
        if (Next.Kind != DbmlTokenKind.Expression)
        {
            throw Expected("a condition between backticks");
        }

        return new(tokens[at++].Text, Settings());
    }

    private DbmlColumn Column()
    {
        var name = Name("a column");
        if (Next.StartsLine || !IsName(Next))
        {
            throw Wrong(Next.At, $"Expected the type of the column \"{name.Text}\", found {Next}.", null);
        }

        var typeAt = Next.At;
        var isQuoted = Next.Kind == DbmlTokenKind.Quoted;
        var typeName = QualifiedName().Name;
        var type = new StringBuilder(typeName.ToString());
        var hasArguments = Next is { Kind: DbmlTokenKind.Sign, Text: "(" };
        if (hasArguments)
        {
            Arguments(type);
        }

        var arrays = 0;
        while (
            Next is { Kind: DbmlTokenKind.Sign, Text: "[", StartsLine: false }
            && tokens[at + 1] is { Kind: DbmlTokenKind.Sign, Text: "]" }
        )
        {
            arrays++;
            at += 2;
        }

        var old = OldSettings();
        return new(name.Text, name.At, type.ToString(), typeAt, [.. old, .. Settings()])
        {
            TypeName = hasArguments ? null : typeName,
            Arrays = isQuoted ? 0 : arrays,
        };
    }

    private void Arguments(StringBuilder type)
    {
        var depth = 0;
        do
        {
            if (Next.Kind == DbmlTokenKind.End)
            {
                throw Expected("\")\"");
            }

            depth += Next is { Kind: DbmlTokenKind.Sign, Text: "(" } ? 1 : 0;
            depth -= Next is { Kind: DbmlTokenKind.Sign, Text: ")" } ? 1 : 0;
            type.Append(Next.Kind == DbmlTokenKind.Text ? $"'{Next.Text.Replace("'", "''")}'" : Next.Text);
            at++;
        } while (depth > 0);
    }

    // Before settings stood in brackets, pk and unique stood bare behind the type.
    private List<DbmlSetting> OldSettings()
    {
        var settings = new List<DbmlSetting>();
        while (Next is { Kind: DbmlTokenKind.Word, StartsLine: false } word)
        {
            if (word.Text.ToLowerInvariant() is not ("pk" or "unique"))
            {
                throw Wrong(
                    word.At,
                    $"Expected settings in brackets or the end of the line, found {word}.",
                    "A type of several words stands in double quotes."
                );
            }

            settings.Add(new(word.Text.ToLowerInvariant(), word.At, []));
            at++;
        }

        return settings;
    }
}
