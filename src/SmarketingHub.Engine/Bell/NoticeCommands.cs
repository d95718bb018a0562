using Microsoft.EntityFrameworkCore;
using SmarketingHub.Domain;
using SmarketingHub.Engine.Commands;

namespace SmarketingHub.Engine.Bell;

/// <summary>What people do with what the bell told them.</summary>
public static class NoticeCommands
{
    /// <summary>Marks the actor's own notices as read.</summary>
    /// <param name="upTo">The newest notice that the person saw: what came after it stays unread.</param>
    /// <param name="lead">Only those about this lead.</param>
    /// <returns>How many were unread.</returns>
    public static int ReadNotices(this Write write, long upTo, long? lead = null)
    {
        var person = write.Actor.PersonId ?? throw new NotAllowed("Only people have a bell.");
        var unread = write.Rows.Notices.AsTracking()
            .Where(n => n.PersonId == person && n.ReadAt == null && n.Id <= upTo && (lead == null || n.LeadId == lead)).ToList();
        unread.ForEach(notice => notice.ReadAt = write.Now);
        return unread.Count;
    }
}
