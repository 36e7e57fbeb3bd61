import type { PagerName } from './pages.ts';

/**
 * An outside service that rings phones. Every call ends within seconds: a service that is away or slow is a failure like
 * any other, and the own call tree goes on without it.
 */
export interface Pager {
  /** Rings whoever the service has on call. The same key again rings nobody a second time. */
  page(call: PagerCall): Promise<PagerAnswer>;
  /** Somebody is coming: the service stops asking further. */
  acknowledge(call: PagerCall): Promise<PagerAnswer>;
  /** The incident is over. */
  resolve(call: PagerCall): Promise<PagerAnswer>;
  /**
   * Addresses of those who acknowledged this page inside the service; empty: nobody who has one. Left out where the service
   * has no documented way to tell.
   */
  acknowledgedBy?(key: string): Promise<PagerAnswer & { readonly emails: readonly string[] }>;
  /** Harmless; whether it would take what pages. Left out where no call is known to be harmless. */
  check?(): Promise<PagerAnswer>;
  /** Addresses of those it has on call for a team, who is asked first before the others. */
  onCall(team: string): Promise<PagerAnswer & { readonly emails: readonly string[] }>;
}

export interface PagerCall {
  /** Names the page in the service. */
  readonly key: string;
  /** Team as the configuration calls it. */
  readonly team: string;
  /** Plain, what is wrong. */
  readonly summary: string;
  readonly details: Readonly<Record<string, string>>;
  /** Where it is shown to people; null: nowhere yet. */
  readonly link: string | null;
}

/** `why`: empty, a status such as `HTTP 429`, `no answer in time`, `unreachable`. */
export interface PagerAnswer {
  readonly ok: boolean;
  readonly why: string;
}

export type Pagers = Readonly<Partial<Record<PagerName, Pager>>>;
