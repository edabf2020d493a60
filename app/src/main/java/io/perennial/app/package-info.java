// SPDX-License-Identifier: Apache-2.0
/** What the command line is run in: streams, folder, environment, clock; and how it ends. */
@NullMarked
package io.perennial.app;

import org.jspecify.annotations.NullMarked;
