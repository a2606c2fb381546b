// Small pieces that every page is made of.
import { h, Fragment, type ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ApiError } from "./api.js";
import { connection } from "./session.js";
import { createStore, useStore } from "./store.js";

export interface Loaded<T> {
  data: T | undefined;
  error: ApiError | undefined;
  reload: () => void;
}

/** Loads when `keys` change; keeps what was there while it loads again; tries again when the connection is back. */
export function useLoad<T>(load: () => Promise<T>, keys: readonly unknown[]): Loaded<T> {
  const [state, setState] = useState<{ data?: T; error?: ApiError }>({});
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    let timer = 0;
    load().then(
      (data) => isCurrent && setState({ data }),
      (error: unknown) => {
        if (!isCurrent) return;
        const known = error instanceof ApiError ? error : new ApiError(500, { detail: String(error) }, 0);
        setState((before) => ({ ...before, error: known }));
        if (known.status === 0) timer = window.setTimeout(() => setTurn((n) => n + 1), 4000);
      },
    );
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [...keys, turn]);
  return { data: state.data, error: state.error, reload: () => setTurn((n) => n + 1) };
}

/** What `load` gives, drawn by `children`; before that a word that it is coming, or why it is not. */
export function Load<T>({ from, children }: { from: Loaded<T>; children: (data: T) => ComponentChildren }) {
  if (from.data !== undefined) return <Fragment>{children(from.data)}</Fragment>;
  if (from.error) return <Trouble error={from.error} retry={from.reload} />;
  return <p aria-busy="true">Loading …</p>;
}

export function Trouble({ error, retry }: { error: ApiError; retry?: () => void }) {
  const text =
    error.status === 0 ? "There is no connection. This page tries again by itself."
    : error.status === 403 ? "Your account may not do this."
    : error.status === 404 ? "This is not there, or not for your site."
    : error.message;
  return (
    <div class="notice bad" role="alert">
      <p>{text}</p>
      {error.problem.errors && error.problem.errors.length > 0 && (
        <ul>{error.problem.errors.map(({ pointer, detail }) => <li key={pointer}>{nameOf(pointer)}: {detail}</li>)}</ul>
      )}
      {retry && <button type="button" class="secondary" onClick={retry}>Try again</button>}
    </div>
  );
}

const nameOf = (pointer: string): string => pointer.replace(/^\/(body\/)?/, "").replaceAll("_", " ") || "all of it";

/** Runs an action once at a time; `error` is what went wrong with the last one. */
export function useAction(): [(run: () => Promise<unknown>) => Promise<boolean>, boolean, ApiError | undefined] {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<ApiError>();
  const isRunning = useRef(false); // and not the state, which a timer would know as it was
  const start = async (run: () => Promise<unknown>): Promise<boolean> => {
    if (isRunning.current) return false;
    isRunning.current = true;
    setBusy(true);
    setError(undefined);
    try {
      await run();
      return true;
    } catch (caught) {
      setError(caught instanceof ApiError ? caught : new ApiError(500, { detail: String(caught) }, 0));
      return false;
    } finally {
      isRunning.current = false;
      setBusy(false);
    }
  };
  return [start, isBusy, error];
}

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  error?: string | undefined;
  id: string;
  children: ComponentChildren;
}

/** A label, its control (with this `id`), and what belongs to it. */
export function Field({ label, hint, error, id, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children}
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {error && <small class="wrong" id={`${id}-error`}>{error}</small>}
    </div>
  );
}

export const said = createStore("");

/** Tells what was done: on the screen, and to screen readers. */
export function say(text: string): void {
  said.set(text);
}

export function Status() {
  const text = useStore(said);
  const isLost = useStore(connection) === "lost";
  useEffect(() => {
    if (!text) return;
    const timer = setTimeout(() => said.set(""), 8000);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Fragment>
      <div class="toast" role="status" aria-live="polite">{text && <p>{text}</p>}</div>
      <div role="status">
        {isLost && <p class="lost">No connection. What you wrote is safe in this window: keep it open, and it can be saved when the connection is back.</p>}
      </div>
    </Fragment>
  );
}

interface DialogProps {
  title: string;
  close?: () => void;
  children: ComponentChildren;
}

/** A modal dialog; the browser keeps the focus in it and gives it back. Without `close` it cannot be dismissed. */
export function Dialog({ title, close, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const before = document.activeElement;
    ref.current?.showModal();
    return () => before instanceof HTMLElement && before.focus();
  }, []);
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        close?.();
      }}
    >
      <article>
        <header>
          {close && <button type="button" class="shut" aria-label="Close" onClick={close}>×</button>}
          <h2 id={id}>{title}</h2>
        </header>
        {children}
      </article>
    </dialog>
  );
}

let isFirstPage = true; // its heading takes no focus: the browser begins at the top

export function Page({ title, intro, children }: { title: string; intro?: ComponentChildren; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Nestline console`;
  }, [title]);
  useEffect(() => {
    scrollTo(0, 0);
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <Fragment>
      <h1 tabIndex={-1} ref={heading}>{title}</h1>
      {intro && <p class="intro">{intro}</p>}
      {children}
    </Fragment>
  );
}

export const Badge = ({ kind = "", children }: { kind?: string; children: ComponentChildren }) => <span class={`badge ${kind}`}>{children}</span>;

/** A table that scrolls by itself where the window is narrow. */
export function Table({ caption, head, children }: { caption: string; head: ComponentChildren[]; children: ComponentChildren }) {
  return (
    <div class="wide" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead><tr>{head.map((cell, i) => <th key={i} scope="col">{cell}</th>)}</tr></thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
