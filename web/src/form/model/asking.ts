/** Which field somebody asks "why?" about: one at a time. */
export class Asking {
  private path: string | undefined;
  private opener: HTMLElement | null = null;
  private readonly listeners = new Set<() => void>();

  // For useSyncExternalStore.
  asked = (): string | undefined => this.path;
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** `opener` gets the focus back. */
  ask(path: string, opener: HTMLElement | null): void {
    this.opener = opener;
    this.change(path);
  }

  /** Whether the focus is still where the question was asked. */
  get isWaiting(): boolean {
    return this.opener !== null && document.activeElement === this.opener;
  }

  /** The person turned to something else. */
  dismiss(): void {
    this.opener = null;
    this.change(undefined);
  }

  close(): void {
    const { opener } = this;
    this.dismiss();
    if (opener?.isConnected) opener.focus();
  }

  private change(path: string | undefined): void {
    if (path === this.path) return;
    this.path = path;
    this.listeners.forEach((listener) => listener());
  }
}
