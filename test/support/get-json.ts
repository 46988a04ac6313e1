/** What a GET answers with; throws where its status is not 2xx, and what came instead. */
export async function getJson<T>(url: string, { timeoutMs = 5_000 } = {}): Promise<T> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  const body = await response.text();
  if (!response.ok) throw new Error(`${url}: ${response.status}: ${body.slice(0, 300)}`);
  return JSON.parse(body) as T;
}
