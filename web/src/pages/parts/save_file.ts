/** Hands a content to the person as a file. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: it may not have been read yet.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
