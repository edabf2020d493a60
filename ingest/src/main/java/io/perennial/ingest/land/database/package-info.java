// SPDX-License-Identifier: Apache-2.0
/** Tables and queries of databases as pieces: whole, or what is new by a column that grows. */
@NullMarked
package io.perennial.ingest.land.database;

import org.jspecify.annotations.NullMarked;
