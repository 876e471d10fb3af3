import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import { useMemo } from 'react';
import { RouterProvider } from 'react-router';
import { NetworkError } from '../api';
import { connection } from '../api/connection';
import { useMedia } from '../pages/parts/use_media';
import { SessionProvider } from '../session';
import { Reconnect } from '../shell/reconnect';
import { UpdateWatch } from '../shell/update_watch';
import { createRouter } from './routes';
import { calmTheme, theme } from './theme';
import { useAntLocale } from './use_ant_locale';

/** A refusal doesn't change by asking again; a connection that stumbled may. What is offline comes by Reconnect. */
function retry(count: number, error: Error): boolean {
  return error instanceof NetworkError && count < 2 && connection.state !== 'offline';
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
            <Reconnect />
            <RouterProvider router={router} />
            <UpdateWatch />
          </SessionProvider>
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
