import { describe, expect, it } from 'vitest';
import { attachmentLink, attachmentName, attachmentsOf, renamed } from './attachment';

describe('attachments', () => {
  it('reads a stored list, and nothing else', () => {
    expect(attachmentsOf([{ id: 'a', type: 'contract' }, 'x', { type: 'y' }])).toEqual([
      { id: 'a', type: 'contract' },
    ]);
    expect(attachmentsOf('oops')).toEqual([]);
    expect(attachmentsOf(null)).toEqual([]);
  });

  it.each([
    [{ name: '合同', file_name: 'a.pdf' }, '合同'],
    [{ name: '', file_name: 'a.pdf' }, 'a.pdf'],
    [{ url: 'https://a.example/b' }, 'https://a.example/b'],
    [{}, ''],
  ])('names %o', (attachment, name) => {
    expect(attachmentName(attachment)).toBe(name);
  });

  it('drops an emptied name', () => {
    const attachment = { id: 'a', type: 't', name: 'x' };
    expect(renamed(attachment, ' y ')).toEqual({ id: 'a', type: 't', name: 'y' });
    expect(renamed(attachment, '  ')).toEqual({ id: 'a', type: 't' });
  });

  it.each([
    [{ url: 'https://a.example' }, 'https://a.example'],
    [{ url: 'javascript:alert(1)' }, undefined],
    [{ id: 'f1' }, '/api/v1/files/f1'],
  ])('links %o', (attachment, link) => {
    expect(attachmentLink(attachment)).toBe(link);
  });
});
