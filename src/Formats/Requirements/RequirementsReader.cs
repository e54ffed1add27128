using System.Text;
using Dbwright.Model;

namespace Dbwright.Formats;

/// <summary>
/// Reads requirements.yaml. Everything that is wrong with a document is reported at once, each with its place, what was expected and the
/// nearest thing that would work.
/// </summary>
public static class RequirementsReader
{
    /// <summary>The greatest size of a document, in bytes.</summary>
    public const int MaximumBytes = 16 * 1024 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a document and the reference files it names.</summary>
    /// <param name="path">The path of the document; reference files are relative to its folder.</param>
    /// <exception cref="Failure">The document cannot be read (<see cref="ExitStatus.BadInput"/>), with all its errors.</exception>
    public static Requirements Read(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "";
        return Parse(
            ReadText(path),
            path,
            file =>
            {
                try
                {
                    var full = Path.Combine(folder, file);
                    return File.Exists(full) && new FileInfo(full).Length <= MaximumBytes
                        ? Strict.GetString(File.ReadAllBytes(full))
                        : null;
                }
                catch (Exception unreadable)
                    when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
                {
                    return null;
                }
            }
        );
    }

    /// <summary>Reads a document from its text.</summary>
    /// <param name="text">The document.</param>
    /// <param name="file">Its path, for errors.</param>
    /// <param name="readFile">Gives the text of a file relative to the document, or <see langword="null"/> when there is none.</param>
    /// <exception cref="Failure">The document cannot be read (<see cref="ExitStatus.BadInput"/>), with all its errors.</exception>
    public static Requirements Parse(string text, string file, Func<string, string?> readFile)
    {
        var errors = new DocumentErrors(file);
        if (text.Length > MaximumBytes)
        {
            throw TooLarge(errors, file);
        }

        var content = text.StartsWith('\ufeff') ? text[1..] : text;
        if (content.IndexOf('\0') is var binary and >= 0)
        {
            throw Binary(errors, file, content.AsSpan(0, binary));
        }

        if (YamlTreeReader.Read(content, file, errors) is not YamlMap root)
        {
            throw errors.Fatal(
                "document",
                "The document is no mapping",
                new(file, 1, 1),
                "Start with 'application: NAME' and 'entities:', or run 'dbwright init'."
            );
        }

        return new RequirementsBinder(errors, readFile).Bind(new(root, KeySet.Document, errors), file);
    }

    private static string ReadText(string path)
    {
        var errors = new DocumentErrors(path);
        try
        {
            if (Directory.Exists(path))
            {
                throw errors.Fatal(
                    "file",
                    $"{DocumentErrors.Quote(path)} is a folder",
                    null,
                    "Name the document in it, for example requirements.yaml."
                );
            }

            // Pipes have no length, so no more than the limit is read whatever the file says.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new MemoryStream();
            var buffer = new byte[81920];
            int read;
            while ((read = stream.Read(buffer)) > 0)
            {
                bytes.Write(buffer, 0, read);
                if (bytes.Length > MaximumBytes)
                {
                    throw TooLarge(errors, path);
                }
            }

            return Decode(bytes.ToArray(), path, errors);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw errors.Fatal(
                "file",
                $"There is no file {DocumentErrors.Quote(path)}",
                null,
                "Run 'dbwright init' to start one.",
                missing
            );
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw errors.Fatal(
                "file",
                $"The file {DocumentErrors.Quote(path)} cannot be read: {unreadable.Message}",
                null,
                null,
                unreadable
            );
        }
    }

    private static string Decode(byte[] bytes, string path, DocumentErrors errors)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException invalid)
        {
            throw Binary(errors, path, Encoding.Latin1.GetString(bytes, 0, Math.Clamp(invalid.Index, 0, bytes.Length)));
        }
    }

    private static Failure Binary(DocumentErrors errors, string file, ReadOnlySpan<char> before)
    {
        var line = before.Count('\n') + 1;
        var column = before.Length - before.LastIndexOf('\n');
        return errors.Fatal("binary", "The file is not text in UTF-8", new(file, line, column), "Save it as UTF-8.");
    }

    private static Failure TooLarge(DocumentErrors errors, string file) =>
        errors.Fatal("size", $"The document is larger than {MaximumBytes / 1024 / 1024} MB", new(file, 1, 1));
}
