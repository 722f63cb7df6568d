import { messageChars, resultDepth, resultParts } from '../limits.ts';

/**
 * Part of the interpreter before any program is: each function holds what it needs, as a program may
 * replace what is in `builtins` and in modules. `_sandbox` gives the functions that our side calls.
 */
export const pythonHarness = (resultChars: number): string => `
import sys, json, types, math, collections, array
# Likely imports, so that they need not be read and compiled again for every program.
import heapq, bisect, itertools, functools, typing, string, re, random, dataclasses, decimal
import fractions, operator, copy, enum, abc, statistics, contextlib, datetime, time

def _sandbox(
    type=type, issubclass=issubclass, len=len, repr=repr, str=str, getattr=getattr, exec=exec,
    compile=compile, callable=callable, Exception=Exception, BaseException=BaseException,
    list=list, tuple=tuple, dict=dict, set=set, frozenset=frozenset, int=int, float=float, bool=bool,
    range=range, object=object, SyntaxError=SyntaxError, MemoryError=MemoryError, bytes=bytes,
    bytearray=bytearray, ValueError=ValueError, RecursionError=RecursionError,
    quote=json.encoder.encode_basestring_ascii, scan=json.JSONDecoder().scan_once,
    deque=collections.deque, arr=array.array, module=types.ModuleType, modules=sys.modules,
    views=(type({}.keys()), type({}.values()), type({}.items())),
    inf=math.inf, vars_of=object.__getattribute__,
):
    class Unreadable(BaseException):
        pass

    room = [0, 0]

    def emit(text):
        room[1] += len(text)
        if room[1] > ${resultChars}:
            raise Unreadable('The result is too large.')
        return text

    def joined(items, depth):
        parts = []
        add = parts.append
        for item in items:
            add(wire(item, depth))
        return ','.join(parts)

    def pairs(items, depth):
        parts = []
        for key, value in items:
            parts.append('[' + wire(key, depth) + ',' + wire(value, depth) + ']')
        return '{"$m":[' + ','.join(parts) + ']}'

    def number(value):
        if value != value:
            return '{"$f":"nan"}'
        if value == inf or value == -inf:
            return '{"$f":"inf"}' if value > 0 else '{"$f":"-inf"}'
        return emit('{"$f":"' + float.__repr__(value) + '"}')

    def wire(value, depth):
        if depth > ${resultDepth}:
            raise Unreadable('The result is nested more than ${resultDepth} levels deep.')
        room[0] += 1
        if room[0] > ${resultParts}:
            raise Unreadable('The result has more than ${resultParts} parts.')
        kind = type(value)
        if value is None:
            return 'null'
        if kind is bool:
            return 'true' if value else 'false'
        if issubclass(kind, int):
            return emit('{"$i":"' + int.__repr__(value) + '"}')
        if issubclass(kind, float):
            return number(value)
        if issubclass(kind, str):
            if str.__len__(value) > ${resultChars}:
                raise Unreadable('The result is too large.')
            return emit(quote(str.__str__(value)))
        if issubclass(kind, dict):
            return pairs(dict.items(value), depth + 1)
        for base in (list, tuple, deque, arr, bytes, bytearray, range):
            if issubclass(kind, base):
                return '[' + joined(base.__iter__(value), depth + 1) + ']'
        for base in (set, frozenset):
            if issubclass(kind, base):
                return '{"$s":[' + joined(base.__iter__(value), depth + 1) + ']}'
        if kind in views:
            return '[' + joined(kind.__iter__(value), depth + 1) + ']'
        return fields(value, kind, depth)

    def fields(value, kind, depth):
        if kind.__module__ != 'solution' or callable(value):
            raise Unreadable('The result is of the type ' + kind.__name__ + ', which is no data.')
        found = {}
        for base in kind.__mro__:
            slots = base.__dict__.get('__slots__', ())
            for name in ((slots,) if type(slots) is str else slots):
                try:
                    found[name] = vars_of(value, name)
                except AttributeError:
                    pass
        found.pop('__dict__', None)
        try:
            found.update(vars_of(value, '__dict__'))
        except AttributeError:
            pass
        return pairs(found.items(), depth + 1)

    def start(value):
        room[0] = room[1] = 0
        return wire(value, 0)

    def tell(error):
        try:
            text = str(error)
            name = type(error).__name__
            return quote((name + ': ' + text if text else name)[:${messageChars}])
        except BaseException:
            return '"an error that cannot be shown"'

    def rejected(compiled, line, message):
        line = str(line) if type(line) is int and line > 0 else 'null'
        return '"type":"rejected","compiled":' + compiled + ',"errors":[{"line":' + line + ',"message":' + message + '}]'

    def compiled(source):
        try:
            return compile(source, 'solution.py', 'exec', dont_inherit=True), None
        except SyntaxError as error:
            return None, rejected('false', error.lineno, quote(str(error.msg)))
        except BaseException as error:
            return None, rejected('false', None, tell(error))

    def parse(source):
        code, error = compiled(source)
        return error or '"type":"loaded"'

    entries = []

    def load(source, entry):
        code, error = compiled(source)
        if error:
            return error
        program = module('solution')
        modules['solution'] = program
        try:
            exec(code, program.__dict__)
            found = program.__dict__.get(entry)
            if found is None and 'Solution' in program.__dict__:
                found = getattr(program.__dict__['Solution'](), entry, None)
        except BaseException as error:
            return rejected('true', None, tell(error))
        if not callable(found):
            return rejected('true', None, quote('There is no function ' + entry + '.'))
        entries.append(found)
        return '"type":"loaded"'

    def call(text):
        try:
            args, _ = scan(text, 0)
            value = entries[0](*args)
        except MemoryError:
            return '"type":"memory","message":"It needs more memory than a program may have."'
        except BaseException as error:
            return '"type":"throws","message":' + tell(error)
        return answer(value, args)

    def answer(value, args):
        try:
            text = '"type":"value","value":' + start(value)
            if args and type(args[0]) in (list, dict):
                text += ',"argument":' + start(args[0])
            return text
        except Unreadable as error:
            return '"type":"unreadable","message":' + tell(error)
        except BaseException as error:
            return '"type":"unreadable","message":' + tell(error)

    return parse, load, call

_parse, _load, _call = _sandbox()

def _forget():
    """Takes away the ways from Python to JavaScript, which a memory image brings back."""
    from _pyodide._importhook import jsfinder
    jsfinder.jsproxies.clear()
    for name in ('js', 'pyodide_js'):
        sys.modules.pop(name, None)
`;
