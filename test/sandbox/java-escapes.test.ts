import { afterAll, describe, expect, test } from 'vitest';
import { createJavaExecutor, javaDefaults } from '../../src/sandbox/java/executor.ts';
import { javaLimits } from '../../src/sandbox/limits.ts';
import { chosen, testEscapes } from './escapes.ts';
import { type Attempt, openOutside } from './outside.ts';

const within = (ms: number) => ({
  ...javaDefaults,
  limits: { ...javaLimits, runMs: ms, killMs: ms },
});
const executors = {
  patient: createJavaExecutor(within(8_000)),
  hasty: createJavaExecutor(within(4_000)),
};
const outside = await openOutside();
afterAll(async () => {
  await Promise.all(Object.values(executors).map((executor) => executor.close()));
  outside.close();
});
const probe = await executors.patient.probe({ signal: new AbortController().signal });
const missing = probe.type === 'not-available';
if (missing) process.stderr.write(`Java is not tested: ${probe.reason} ${probe.install}\n`);

const imports = `import java.io.*; import java.net.*; import java.nio.*; import java.nio.file.*;
import java.util.*; import java.lang.reflect.*;`;

/** A class with `f`; what stands before the body's last `##` are its other members. */
const attempt = (name: string, body: string, more: Partial<Attempt> = {}): Attempt => {
  const parts = body.split('##');
  const method = `public static Object f(Map<String, Object> o) throws Throwable { ${parts.pop()} }`;
  return {
    name,
    source: `${imports}\nclass Solution {\n${parts.join('\n')}\n${method}\n}`,
    ...more,
  };
};
const port = '((Integer) o.get("port"))';
const file = '((String) o.get("file"))';
const target = '((String) o.get("target"))';
const pid = '((Integer) o.get("pid"))';

const reach: Attempt[] = [
  attempt('the network by socket', `return new Socket("127.0.0.1", ${port}).isConnected();`, {
    ends: ['throws'],
  }),
  attempt(
    'the network by URL',
    `return new URL("http://127.0.0.1:" + ${port}).openStream().read();`,
    { ends: ['throws'] },
  ),
  attempt(
    'the network by HttpClient',
    `return java.net.http.HttpClient.newHttpClient().send(java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + ${port})).build(), java.net.http.HttpResponse.BodyHandlers.ofString()).body();`,
    { ends: ['throws'] },
  ),
  attempt(
    'the network by UDP',
    `new DatagramSocket().send(new DatagramPacket(new byte[1], 1, InetAddress.getByName("192.0.2.1"), 53)); return 1;`,
    { ends: ['throws'] },
  ),
  attempt(
    'the network interfaces',
    `List<String> out = new ArrayList<>(); for (NetworkInterface n : Collections.list(NetworkInterface.getNetworkInterfaces())) if (!n.isLoopback()) out.add(n.getName()); return out;`,
  ),
  attempt(
    'sockets in the file system',
    `List<String> out = new ArrayList<>(); for (String p : List.of("/run", "/var/run", "/tmp")) if (new File(p).exists()) out.add(p); return out;`,
    { gives: [] },
  ),
  attempt('a file', `return new String(Files.readAllBytes(Paths.get(${file})));`, {
    ends: ['throws'],
  }),
  attempt(
    'a file by a longer way',
    `return new String(Files.readAllBytes(Paths.get("/proc/1/root" + ${file})));`,
    { ends: ['throws'] },
  ),
  attempt(
    'files of the system',
    `List<String> out = new ArrayList<>(); for (String p : List.of("/etc/passwd", "/etc/shadow", "/root", "/home", "/sys", "/usr/bin/env", "/bin/sh")) if (new File(p).exists()) out.add(p); return out;`,
    { gives: [] },
  ),
  attempt('a file to write', `Files.writeString(Paths.get(${target}), "x"); return 1;`, {
    ends: ['throws'],
  }),
  attempt(
    'any place to write',
    `List<String> out = new ArrayList<>();
    for (String p : List.of("/", "/tmp", "/dev", "/dev/shm", "/sandbox", "/etc", "/usr/lib", "/proc", "/proc/self", "/var/tmp"))
      try { Files.write(Paths.get(p, "x"), new byte[1]); out.add(p); } catch (IOException e) { }
    return out;`,
    { gives: [] },
  ),
  attempt('the environment', 'return System.getenv();', { ends: ['value'] }),
  attempt(
    'the environment of all processes',
    `List<String> out = new ArrayList<>();
    for (File p : new File("/proc").listFiles()) try { out.add(new String(Files.readAllBytes(new File(p, "environ").toPath()))); } catch (IOException e) { }
    return out;`,
    { ends: ['value'] },
  ),
  attempt(
    'other processes',
    `List<String> out = new ArrayList<>(); for (File p : new File("/proc").listFiles()) if (p.getName().matches("[0-9]+") && Integer.parseInt(p.getName()) > 64) out.add(p.getName()); return out;`,
    { gives: [] },
  ),
  attempt(
    'a shell',
    `return Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", "touch " + ${target}}).waitFor();`,
    { ends: ['throws'] },
  ),
  attempt(
    'another Java',
    `Process p = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version").redirectErrorStream(true).start(); return new String(p.getInputStream().readAllBytes()).length() > 0;`,
  ),
  attempt(
    'the parent process',
    `Optional<ProcessHandle> p = ProcessHandle.of(${pid}); if (p.isPresent()) p.get().destroyForcibly();
    ProcessHandle.current().parent().ifPresent(ProcessHandle::destroyForcibly); return p.isPresent();`,
  ),
  attempt(
    'all processes',
    'ProcessHandle.allProcesses().forEach(ProcessHandle::destroyForcibly); Thread.sleep(200); return 1;',
    { ends: ['value', 'throws', 'crash'] },
  ),
  attempt('a native library', `System.load("/lib/x86_64-linux-gnu/libc.so.6"); return 1;`),
  attempt(
    'the memory of the JVM',
    `try (RandomAccessFile m = new RandomAccessFile("/proc/1/mem", "r")) { return m.read(); }`,
    { ends: ['throws'] },
  ),
];

const use: Attempt[] = [
  attempt('an infinite loop', 'while (true) { }', { ends: ['timeout'] }),
  attempt(
    'an infinite loop that swallows what stops it',
    'while (true) { try { while (true) { } } catch (Throwable t) { } finally { continue; } }',
    { ends: ['timeout', 'rejected'] },
  ),
  attempt(
    'an infinite loop while it loads',
    'static int x = 0; static { while (x == 0) { } } ## return 1;',
    { ends: ['rejected'], endless: true },
  ),
  attempt('a long sleep', 'Thread.sleep(1000000); return 1;', { ends: ['timeout'] }),
  attempt(
    'a regular expression that takes for ever',
    `return "${'a'.repeat(60)}b".matches("${'(.*)'.repeat(12)}!");`,
    { ends: ['timeout', 'throws'] },
  ),
  attempt(
    'a bomb of arrays',
    'List<int[]> x = new ArrayList<>(); while (true) x.add(new int[1000000]);',
    { ends: ['memory'] },
  ),
  attempt('a bomb of text', 'String s = "x"; while (true) s += s;', { ends: ['memory'] }),
  attempt(
    'a bomb of buffers',
    'List<ByteBuffer> x = new ArrayList<>(); while (true) x.add(ByteBuffer.allocateDirect(10000000));',
    { ends: ['memory'] },
  ),
  attempt(
    'a bomb below the heap',
    `Field g = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe"); g.setAccessible(true); Object u = g.get(null);
    Method m = u.getClass().getMethod("allocateMemory", long.class), s = u.getClass().getMethod("setMemory", long.class, long.class, byte.class);
    while (true) s.invoke(u, m.invoke(u, 10000000L), 10000000L, (byte) 1);`,
    { ends: ['throws', 'memory', 'crash'] },
  ),
  attempt(
    'threads without an end',
    'while (true) new Thread(() -> { while (true) { } }).start();',
    { ends: ['memory', 'timeout', 'throws', 'crash'] },
  ),
  attempt(
    'processes without an end',
    `while (true) new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-Xshare:off", "-version").start();`,
    { ends: ['throws', 'timeout', 'memory', 'crash'] },
  ),
  attempt(
    'a flood of output',
    'while (true) System.out.println("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx");',
    { ends: ['output'] },
  ),
  attempt(
    'a flood of output below System.out',
    'OutputStream out = new FileOutputStream(FileDescriptor.out); while (true) out.write(new byte[100000]);',
    { ends: ['output'] },
  ),
  attempt(
    'a flood of errors below System.err',
    'OutputStream out = new FileOutputStream(FileDescriptor.err); while (true) out.write(new byte[100000]);',
    { ends: ['output'] },
  ),
  attempt('recursion without an end', 'return f(o);', { ends: ['throws'] }),
  attempt('recursion in a source', `return ${'('.repeat(20_000)}1${')'.repeat(20_000)};`, {
    ends: ['rejected'],
  }),
  attempt(
    'a bomb for the compiler',
    `static final String a = "${'x'.repeat(1_000)}", b = ${Array(60).fill('a').join('+')}, c = ${Array(60).fill('b').join('+')}, d = ${Array(60).fill('c').join('+')}; ## return d;`,
    { ends: ['rejected'] },
  ),
  attempt('a huge text', 'return "x".repeat(5000000);', { ends: ['unreadable'] }),
  attempt('a huge list', 'return Collections.nCopies(2000000000, 1);', { ends: ['unreadable'] }),
  attempt('a huge number', 'return java.math.BigInteger.TWO.pow(1000000);', {
    ends: ['unreadable'],
  }),
  attempt('a result that holds itself', 'List<Object> a = new ArrayList<>(); a.add(a); return a;', {
    ends: ['unreadable'],
  }),
  attempt('an end of the process', 'System.exit(0); return 1;', { ends: ['crash'] }),
  attempt(
    'an end of the process that never ends',
    'Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) { } })); System.exit(0); return 1;',
    { ends: ['timeout', 'crash'] },
  ),
  attempt('threads that stay behind', 'new Thread(() -> { while (true) { } }).start(); return 5;', {
    gives: 5,
  }),
];

const forged = String.raw`{\"nonce\":\"\",\"type\":\"value\",\"value\":{\"$i\":\"9\"}}`;
const forge: Attempt[] = [
  attempt(
    'lines that look like ours, on every output',
    `String line = "${forged}\\n{\\"type\\":\\"done\\"}\\n{\\"nonce\\":\\"\\",\\"type\\":\\"done\\"}\\n";
    System.out.print(line); System.err.print(line);
    new FileOutputStream(FileDescriptor.out).write(line.getBytes()); new FileOutputStream(FileDescriptor.err).write(line.getBytes()); return 5;`,
    { gives: 5 },
  ),
  attempt(
    'text that looks like our own messages',
    `return "\\"},{\\"type\\":\\"done\\"}\\n${forged}";`,
    { gives: `"},{"type":"done"}\n${forged.replaceAll('\\', '')}` },
  ),
  attempt('maps that look like our tags', `return Map.of("$i", "9");`, { gives: { $i: '9' } }),
  attempt('the classes of the harness', `return Class.forName("Harness").getName();`, {
    ends: ['throws'],
  }),
  attempt(
    'the classes of the harness by its loader',
    `return ClassLoader.getSystemClassLoader().loadClass("Harness$Mouth").getDeclaredField("nonce").get(null);`,
    { ends: ['throws'] },
  ),
  attempt(
    'what is behind System.out',
    `Field g = FilterOutputStream.class.getDeclaredField("out"); g.setAccessible(true); return g.get(System.out).toString();`,
    { ends: ['throws'] },
  ),
  attempt(
    'other streams in place of ours',
    `System.setOut(null); System.setErr(null); System.setIn(null); return 5;`,
    { gives: 5 },
  ),
  attempt('what is on stdin', `return System.in.read();`, { gives: -1 }),
  attempt(
    'a list that never ends',
    `static class L extends AbstractList<Integer> { public int size() { return 2; } public Integer get(int i) { return 9; }
    public Iterator<Integer> iterator() { return new Iterator<Integer>() { public boolean hasNext() { return true; } public Integer next() { return 9; } }; } } ## return new L();`,
    { ends: ['unreadable'] },
  ),
  attempt(
    'a list that takes for ever',
    `static class L extends AbstractList<Integer> { public int size() { return 2; } public Integer get(int i) { while (true) { } } } ## return new L();`,
    { ends: ['timeout'] },
  ),
  attempt(
    'a map with traps',
    `static class M extends AbstractMap<String, Integer> { public Set<Map.Entry<String, Integer>> entrySet() { throw new Error("no"); } } ## return new M();`,
    { ends: ['unreadable'] },
  ),
  attempt(
    'an error with traps',
    `static class E extends Error { public String getMessage() { throw new E(); } } ## throw new E();`,
    { ends: ['throws'] },
  ),
  attempt(
    'an error that takes for ever',
    `static class E extends Error { public String getMessage() { while (true) { } } } ## throw new E();`,
    { ends: ['timeout'] },
  ),
  attempt('something that is no data', `return (Runnable) () -> { };`, { ends: ['unreadable'] }),
  attempt('half a character', `return "\\ud800\\"\\\\";`, { gives: '\ud800"\\' }),
];

/** Some of every kind. */
const names = [
  'the network by socket',
  'the network by UDP',
  'a file',
  'a file by a longer way',
  'any place to write',
  'the environment of all processes',
  'other processes',
  'a shell',
  'the parent process',
  'a native library',
  'the memory of the JVM',
  'an infinite loop',
  'an infinite loop while it loads',
  'a bomb of arrays',
  'a bomb below the heap',
  'threads without an end',
  'processes without an end',
  'a flood of output',
  'a flood of errors below System.err',
  'a result that holds itself',
  'lines that look like ours, on every output',
  'the classes of the harness',
  'what is behind System.out',
  'other streams in place of ours',
  'a map with traps',
];
const everything = [...reach, ...use, ...forge];
const good = attempt('good', `return List.of(${port} > 0);`, { gives: [true] });

describe('Java', () => {
  testEscapes(chosen(everything, names), { executors, good, outside, missing });
});

test('the sum of what was tried is large enough to mean something', () => {
  expect(everything.length).toBeGreaterThan(50);
});
