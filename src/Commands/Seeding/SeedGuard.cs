using Dbwright.Model;

namespace Dbwright.Commands;

/// <summary>Stands before databases that are no sandboxes.</summary>
internal static class SeedGuard
{
    /// <summary>Refuses a target that nobody confirmed.</summary>
    /// <exception cref="Failure">It is not confirmed (<see cref="ExitStatus.Refused"/>).</exception>
    public static void Check(SeedRequest request, string target)
    {
        if (!ProductionGuard.Check(request.ProjectFile, target, request.Ask, "fill it with generated rows") && !request.Confirmed)
        {
            throw Failure.Because(
                ExitStatus.Refused,
                "target-not-confirmed",
                "The target is a database of yours, and rows would be written to it.",
                "Only sandboxes are filled without being asked. Nothing was written.",
                "Add --yes when it may be filled."
            );
        }
    }
}
