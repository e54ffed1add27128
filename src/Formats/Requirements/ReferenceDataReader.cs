using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>Reads the CSV files whose rows ship with the schema, and holds every value against its attribute.</summary>
internal sealed class ReferenceDataReader(DocumentErrors errors, Func<string, string?> readFile)
{
    private const int MostRows = 1_000_000;

    public ReferenceData? Read(EntityDraft draft, Entity entity, MapReader source)
    {
        if (source.Map("reference", KeySet.Reference) is not { } map)
        {
            return null;
        }

        var file = map.Required("file", "Name a CSV file with a header, relative to the document.");
        var data = new ReferenceData(file?.Text ?? "", map.Text("source") ?? "", map.At);
        if (file is null)
        {
            return null;
        }

        if (Path.IsPathRooted(file.Text) || file.Text.Split('/', '\\').Contains("..") || file.Text.Any(char.IsControl))
        {
            errors.Add(
                "reference-file",
                $"The reference file {DocumentErrors.Quote(file.Text)} lies outside of the document's folder",
                file.At,
                "Put it beside the document or below."
            );
            return null;
        }

        if (readFile(file.Text) is not { } text)
        {
            errors.Add(
                "reference-file",
                $"There is no readable file {DocumentErrors.Quote(file.Text)}",
                file.At,
                "The path is relative to the document."
            );
            return null;
        }

        var records = Csv(text, file.Text);
        if (records.Count == 0)
        {
            errors.Add(
                "reference-file",
                $"The reference file {DocumentErrors.Quote(file.Text)} is empty",
                new(file.Text, 1, 1),
                "Its first line names the attributes."
            );
            return null;
        }

        var columns = Header(records[0], draft, file);
        if (columns is null)
        {
            return null;
        }

        var rows = records.Skip(1).Select(r => Row(r, columns, file.Text)).ToSequence();
        Unique(columns, rows, records, entity, file.Text);
        return data with { Columns = columns.Select(c => c.Name).ToSequence(), Rows = rows };
    }

    private List<(string Name, AttributeDraft? Attribute, bool IsOptional)>? Header(
        Record header,
        EntityDraft entity,
        YamlScalar file
    )
    {
        var before = errors.Count;
        var columns = new List<(string Name, AttributeDraft? Attribute, bool IsOptional)>();
        foreach (var (field, column) in header.Fields)
        {
            var name = (field ?? "").Trim();
            var at = new Location(file.Text, header.Line, column);
            var isReference = entity.References.TryGetValue(name, out var reference);
            if (columns.Exists(c => c.Name == name))
            {
                errors.Add("reference-file", $"The header names {DocumentErrors.Quote(name)} twice", at);
            }
            else if (entity.Find(name) is { } attribute)
            {
                columns.Add((name, attribute, attribute.Optional || attribute.DefaultText is not null));
            }
            else if (isReference)
            {
                columns.Add((name, null, reference!.IsOptional));
            }
            else
            {
                errors.Unknown(
                    "reference-file",
                    $"The header names {DocumentErrors.Quote(name)}, which '{entity.Name}' does not have",
                    name,
                    at,
                    entity.Attributes.Select(a => a.Name).Concat(entity.References.Keys),
                    $"'{entity.Name}' has"
                );
            }
        }

        foreach (
            var missing in entity.Attributes.Where(a =>
                !a.Optional && a.DefaultText is null && columns.TrueForAll(c => c.Name != a.Name)
            )
        )
        {
            errors.Add(
                "reference-file",
                $"The header lacks '{missing.Name}', which is required and has no default",
                new(file.Text, header.Line, 1)
            );
        }

        foreach (var missing in entity.References.Values.Where(r => !r.IsOptional && columns.TrueForAll(c => c.Name != r.Role)))
        {
            errors.Add(
                "reference-file",
                $"The header lacks the required reference '{missing.Role}'",
                new(file.Text, header.Line, 1)
            );
        }

        return errors.Count == before ? columns : null;
    }

    private Sequence<string?> Row(
        Record record,
        List<(string Name, AttributeDraft? Attribute, bool IsOptional)> columns,
        string file
    )
    {
        if (record.Fields.Count != columns.Count)
        {
            errors.Add(
                "reference-file",
                $"The row has {record.Fields.Count} fields, and the header {columns.Count}",
                new(file, record.Line, 1)
            );
            return [];
        }

        for (var i = 0; i < columns.Count; i++)
        {
            var (field, column) = record.Fields[i];
            var (name, attribute, isOptional) = columns[i];
            if (field is null && !isOptional)
            {
                errors.Add(
                    "reference-file",
                    $"'{name}' is required and empty here",
                    new(file, record.Line, column),
                    "Write \"\" for an empty text."
                );
            }
            else if (
                field is not null
                && attribute is { IsUnreadable: false }
                && LiteralValues.Problem(attribute.Type, LiteralValues.FromField(attribute.Type, field)) is { } problem
            )
            {
                errors.Add(
                    "reference-file",
                    $"{DocumentErrors.Quote(field)} in '{name}' {problem}",
                    new(file, record.Line, column)
                );
            }
        }

        return record.Fields.Select(f => f.Value).ToSequence();
    }

    private void Unique(
        List<(string Name, AttributeDraft? Attribute, bool IsOptional)> columns,
        Sequence<Sequence<string?>> rows,
        List<Record> records,
        Entity entity,
        string file
    )
    {
        var unique = entity
            .Unique.Append(entity.Key)
            .Concat(entity.Attributes.Where(a => a.Unique).Select(a => Sequence.Create([a.Name])));
        foreach (var members in unique.Where(u => u.Count > 0))
        {
            var indexes = members.Select(m => columns.FindIndex(c => c.Name == m)).ToList();
            if (indexes.Contains(-1))
            {
                continue;
            }

            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < rows.Count; i++)
            {
                if (rows[i].Count != columns.Count || indexes.Exists(x => rows[i][x] is null))
                {
                    continue;
                }

                if (!seen.Add(string.Join('\0', indexes.Select(x => rows[i][x]))))
                {
                    errors.Add(
                        "reference-file",
                        $"The row repeats '{string.Join(", ", members)}', which is unique",
                        new(file, records[i + 1].Line, 1)
                    );
                }
            }
        }
    }

    /// <summary>Reads RFC 4180: fields may be quoted; an unquoted empty field is null.</summary>
    private List<Record> Csv(string text, string file)
    {
        var records = new List<Record>();
        var at = text.StartsWith('\ufeff') ? 1 : 0;
        var line = 1;
        while (at < text.Length)
        {
            var fields = new List<(string? Value, int Column)>();
            var (start, startLine) = (at, line);
            do
            {
                var column = at - start + 1;
                if (at < text.Length && text[at] == '"')
                {
                    var value = new System.Text.StringBuilder();
                    var isClosed = false;
                    for (at++; at < text.Length && !isClosed; at++)
                    {
                        if (text[at] == '"' && at + 1 < text.Length && text[at + 1] == '"')
                        {
                            value.Append(text[at++]);
                        }
                        else if (text[at] == '"')
                        {
                            isClosed = true;
                        }
                        else
                        {
                            line += text[at] == '\n' ? 1 : 0;
                            value.Append(text[at]);
                        }
                    }

                    if (!isClosed || (at < text.Length && text[at] is not (',' or '\r' or '\n')))
                    {
                        errors.Add(
                            "reference-file",
                            "The quoted field is not closed, or something follows it",
                            new(file, startLine, column),
                            "Write a quote inside a field as two."
                        );
                        return records;
                    }

                    fields.Add((value.ToString(), column));
                }
                else
                {
                    var length = text.AsSpan(at).IndexOfAny(",\r\n");
                    var end = length < 0 ? text.Length : at + length;
                    fields.Add((end == at ? null : text[at..end], column));
                    at = end;
                }
            } while (at < text.Length && text[at] == ',' && ++at <= text.Length);

            at += at < text.Length && text[at] == '\r' ? 1 : 0;
            at += at < text.Length && text[at] == '\n' ? 1 : 0;
            line++;
            if (fields is not [(null, _)])
            {
                records.Add(new(startLine, fields));
            }

            if (records.Count > MostRows)
            {
                errors.Add(
                    "reference-file",
                    $"There are more than {MostRows} rows",
                    new(file, line, 1),
                    "Load them as data, not with the schema."
                );
                return records;
            }
        }

        return records;
    }

    private sealed record Record(int Line, List<(string? Value, int Column)> Fields);
}
