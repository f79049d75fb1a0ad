// Written by `spec hook install --agent opencode`, taken away by `spec hook uninstall --agent opencode`.
// Hands what people ask, and what comes of it, to `spec hook opencode`. It waits two seconds at most and never fails.
import { spawn } from "node:child_process"

const tell = (cwd, event) =>
  new Promise((done) => {
    const options = { cwd, detached: true, windowsHide: true, stdio: ["pipe", "ignore", "ignore"] }
    const child = spawn("spec", ["hook", "opencode"], options)
    const patience = setTimeout(() => done(child.unref()), 2000)
    for (const end of ["error", "close"]) child.on(end, () => done(clearTimeout(patience)))
    child.stdin.on("error", () => {})
    child.stdin.end(JSON.stringify({ ...event, cwd }))
  })

const quietly = (work) => async (...given) => {
  try {
    await work(...given)
  } catch {}
}

export const Specward = async ({ directory }) => {
  const answers = new Map() // the last answer, by session
  const called = new Set() // sessions of agents that another agent has called: no person asks there
  const events = {
    "session.created": ({ info }) => info.parentID && called.add(info.id),
    "message.updated": ({ info }) => {
      if (info.role !== "assistant" || answers.get(info.sessionID)?.id === info.id) return
      answers.set(info.sessionID, { id: info.id, asked: info.parentID, model: `${info.providerID}/${info.modelID}` })
    },
    "message.part.updated": ({ part }) => {
      const answer = answers.get(part.sessionID)
      if (part.type === "text" && answer?.id === part.messageID) answer.text = part.text
    },
    "session.idle": ({ sessionID }) => {
      const { asked, model, text } = answers.get(sessionID) ?? {}
      answers.delete(sessionID)
      if (called.has(sessionID)) return
      return tell(directory, { hook_event_name: "session.idle", sessionID, messageID: asked, model, response: text })
    },
  }
  return {
    "chat.message": quietly(({ sessionID }, { message, parts }) => {
      if (called.has(sessionID)) return
      const { id: messageID, agent, model } = message
      return tell(directory, {
        hook_event_name: "chat.message",
        ...{ sessionID, messageID, agent, model: model && `${model.providerID}/${model.modelID}` },
        parts: parts.filter(({ type, synthetic }) => type === "text" && !synthetic).map(({ type, text }) => ({ type, text })),
      })
    }),
    "tool.execute.after": quietly(({ sessionID, tool, args }) => {
      if (!["edit", "multiedit", "write"].includes(tool) || !args?.filePath) return
      return tell(directory, { hook_event_name: "tool.execute.after", sessionID, tool, args: { filePath: args.filePath } })
    }),
    event: quietly(({ event }) => events[event.type]?.(event.properties)),
  }
}
