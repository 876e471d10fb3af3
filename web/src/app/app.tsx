import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import { useMemo } from 'react';
import { RouterProvider } from 'react-router';
import { NetworkError } from '../api';
import { useMedia } from '../pages/parts/use_media';
import { SessionProvider } from '../session';
import { createRouter } from './routes';
import { calmTheme, theme } from './theme';
import { useAntLocale } from './use_ant_locale';

/** A refusal doesn't change by asking again; a lost connection may. */
function retry(count: number, error: Error): boolean {
  return error instanceof NetworkError && count < 2;
}

export function App() {
  const client = useMemo(
    () =>
      new QueryClient({
        defaultOptions: {
          // 'always': without a connection a page says so, instead of waiting for one in silence.
          queries: { retry, staleTime: 5_000, networkMode: 'always' },
          mutations: { retry: false, networkMode: 'always' },
        },
      }),
    [],
  );
  const router = useMemo(() => createRouter(), []);
  const locale = useAntLocale();
  const calm = useMedia('(prefers-reduced-motion: reduce)');
  return (
    <ConfigProvider
      theme={calm ? calmTheme : theme}
      locale={locale}
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false} message={{ maxCount: 3 }}>
        <QueryClientProvider client={client}>
          <SessionProvider>
            <RouterProvider router={router} />
          </SessionProvider>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
