package com.example.instantviz;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Does the same in many threads at once, on connections that are open already. */
record Together(DataSource source) {

    private static final int CONNECTIONS = 10; // what the pool of a DataSource parameter has

    <T> List<T> call(int threads, Callable<T> work) throws Exception {
        open(CONNECTIONS);
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<T>> calls = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                calls.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            List<T> answers = new ArrayList<>();
            for (Future<T> call : calls) {
                answers.add(call.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }

    private void open(int connections) throws SQLException {
        try (Connection one = source.getConnection()) {
            if (connections > 1) {
                open(connections - 1);
            }
        }
    }
}
