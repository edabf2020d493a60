// SPDX-License-Identifier: Apache-2.0
/** JSON documents, and lists within rows, as JSON lines. */
@NullMarked
package io.perennial.ingest.land.json;

import org.jspecify.annotations.NullMarked;
