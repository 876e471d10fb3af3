/** A smaller version of a scan or photograph, for slow connections; whether it is used is the person's choice. */

/** Enough to read a page of A4 at 200 dots per inch. */
const longestSide = 2_400;
const quality = 0.82;
/** What is smaller than this is not worth a question. */
const worthAsking = 1_000_000;
const kinds = ['image/jpeg', 'image/png', 'image/webp', 'image/bmp'];

export const mayBeSmaller = ({ type, size }: Pick<File, 'type' | 'size'>) =>
  kinds.includes(type) && size > worthAsking;

/** Null when there is none that is at least a third smaller. A tenth of a second for a photograph of 12 million points. */
export async function smallerImage(file: File): Promise<File | null> {
  if (!mayBeSmaller(file)) return null;
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return null;
  try {
    const content = await drawn(picture);
    if (content === null || content.size > (file.size * 2) / 3) return null;
    return new File([content], named(file.name), { type: content.type });
  } finally {
    picture.close();
  }
}

function drawn(picture: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (!context) return Promise.resolve(null);
  // JPEG has no transparency.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}

export const named = (name: string) => `${name.replace(/\.[a-z0-9]{1,5}$/i, '')}.jpg`;
